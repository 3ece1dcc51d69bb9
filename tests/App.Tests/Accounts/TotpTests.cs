using Fairload.App.Accounts;

namespace Fairload.App.Tests.Accounts;

public sealed class TotpTests
{
    /// <summary>RFC 6238, appendix B (SHA-1): the last six of its eight digits; the key is the text 12345678901234567890.</summary>
    [Trait("ASVS", "6.5.5"), Trait("ASVS", "11.2.1")]
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_codes_are_those_of_the_standard(long seconds, string code)
    {
        const string Key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        var now = DateTimeOffset.FromUnixTimeSeconds(seconds);
        Assert.Equal(seconds / 30, Totp.Match(Key, code, now));
        Assert.Equal(code, OtherTotp.Code(Key, now));
        Assert.Equal(seconds / 30, Totp.Match(Key, code, now.AddSeconds(30)));
        Assert.Equal(seconds / 30, Totp.Match(Key, code, now.AddSeconds(-30)));
        Assert.Null(Totp.Match(Key, code, now.AddSeconds(90)));
        Assert.Null(Totp.Match(Key, code[..5], now));
        Assert.Null(Totp.Match(Key, code + "0", now));
        Assert.Null(Totp.Match(Key, "", now));
    }

    [Trait("ASVS", "6.5.3")]
    [Fact]
    public void New_keys_have_160_bits_and_differ()
    {
        var keys = Enumerable.Range(0, 50).Select(_ => Totp.NewKey()).ToList();
        Assert.All(keys, key => Assert.Equal(32, key.Length));
        Assert.Equal(50, keys.Distinct().Count());
    }
}
