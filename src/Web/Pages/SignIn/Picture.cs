using QRCoder;

namespace Fairload.Web.Pages.SignIn;

/// <summary>The square picture that an authenticator app reads, as SVG without any style or script in it.</summary>
internal static class Picture
{
    /// <summary>The picture of a text.</summary>
    public static string Of(string text)
    {
        using var maker = new QRCodeGenerator();
        using var data = maker.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(6, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
