namespace Fairload.Browser.Tests;

/// <summary>
/// Texts that become script where a page prints them as they are: each breaks out of another place (text, attribute,
/// address, title, script, comment, SVG, frame, template), and tells by calling <c>alert</c>.
/// </summary>
internal static class Polyglots
{
    /// <summary>A few of every kind, tried by every run of the tests.</summary>
    private static readonly string[] Sample =
    [
        "\"'--></title></style></textarea></script><svg/onload=alert(1)>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\" onmouseover=\"alert(1)\" x=\"",
        "' onfocus='alert(1)' tabindex='0",
        "javascript:alert(1)",
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "\";alert(1)//",
        "<iframe srcdoc=\"<script>parent.alert(1)</script>\"></iframe>",
        "<svg><a href=\"javascript:alert(1)\"><text x=9 y=9>x</text></a></svg>",
        "<details open ontoggle=alert(1)>",
    ];

    private static readonly string[] More =
    [
        "\"><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<img src=\"x\" onerror=\"alert(1)\">",
        "<img/src=x/onerror=alert(1)//",
        "<img src=x onerror=alert`1`>",
        "\" autofocus onfocus=alert(1) tabindex=0 x=\"",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\u0001javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "</script><script>alert(1)</script>",
        "</style><img src=x onerror=alert(1)>",
        "--><img src=x onerror=alert(1)><!--",
        "]]><img src=x onerror=alert(1)>",
        "<iframe src=javascript:parent.alert(1)></iframe>",
        "<video><source onerror=alert(1)></video>",
        "<audio src=x onerror=alert(1)>",
        "<body onload=alert(1)>",
        "<input autofocus onfocus=alert(1)>",
        "<select autofocus onfocus=alert(1)></select>",
        "<style>@keyframes k{from{top:0}}</style><b style=\"animation:k 1s\" onanimationstart=alert(1)>x</b>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
        "<form><button formaction=javascript:alert(1)>x</button></form>",
        "<link rel=stylesheet href=x onerror=alert(1)>",
        "<<script>alert(1)//<</script>",
        "\u202E<img src=x onerror=alert(1)>",
        "<img src=x onerror=\\u0061lert(1)>",
        "<a href=\"&#x6A;avascript&colon;alert(1)\">x</a>",
        "';alert(1)//",
    ];

    /// <summary>Harmless in a plain page, but not to an engine of templates, a spreadsheet or a careless decoder.</summary>
    private static readonly string[] OfOtherReaders =
    [
        "{{constructor.constructor('alert(1)')()}}",
        "${alert(1)}",
        "@(alert(1))@Html.Raw(\"<img src=x onerror=alert(1)>\")",
        "\uFF1Cscript\uFF1Ealert(1)\uFF1C/script\uFF1E",
        "\\u003cimg src=x onerror=alert(1)\\u003e",
        "%3Cimg%20src=x%20onerror=alert(1)%3E",
        "=HYPERLINK(\"javascript:alert(1)\",\"x\")",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ];

    /// <summary>Those that run in some place of a page that prints them raw.</summary>
    public static IReadOnlyList<string> Running => IsLong ? [.. Sample, .. More] : Sample;

    /// <summary>All of this run.</summary>
    public static IReadOnlyList<string> All => IsLong ? [.. Running, .. OfOtherReaders] : Sample;

    private static bool IsLong => Environment.GetEnvironmentVariable("FAIRLOAD_LONG") is { Length: > 0 };
}
