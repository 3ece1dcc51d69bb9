using Fairload.App.Accounts;
using Fairload.App.Store.Tables;

namespace Fairload.App.Tests.Accounts;

public sealed class PasswordsTests
{
    private static readonly Account Amina = new() { UserName = "amina.khan@testshire.example", Name = "Amina Khan", Worker = "W0417" };

    [Trait("ASVS", "6.1.2"), Trait("ASVS", "6.2.11")]
    [Theory]
    [InlineData("short words")]
    [InlineData("password1234")]
    [InlineData("PasswordPassword")]
    [InlineData("P@ssw0rd2026!")]
    [InlineData("Summer2026Summer")]
    [InlineData("AminaKhan2026!")]
    [InlineData("Testshire2026!!")]
    [InlineData("Fairload-2026-fairload")]
    [InlineData("qwertyuiop123456")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abcabcabcabcabc")]
    [InlineData("12345678901234567890")]
    [InlineData("liverpool1892Arsenal")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("LetMeInLetMeIn99")]
    [InlineData("safeguarding2025")]
    public void What_others_would_guess_is_refused(string password) =>
        Assert.NotNull(new Passwords(new SignInRules { HashRounds = 1000 }).Wrong(password, Amina, "Testshire Council"));

    [Trait("ASVS", "6.2.5"), Trait("ASVS", "6.2.10")]
    [Theory]
    [InlineData("kettle plum archive")]
    [InlineData("tulip-gravel-window")]
    [InlineData("amina walks past seven crooked gates")]
    [InlineData("ঢাকার বৃষ্টি ভালো লাগে")]
    [InlineData("xK4#vQ9!mZ2w")]
    [InlineData("llanfair moel siôn gwyrdd")]
    public void Long_words_of_any_letters_will_do(string password) =>
        Assert.Null(new Passwords(new SignInRules { HashRounds = 1000 }).Wrong(password, Amina, "Testshire Council"));

    [Trait("ASVS", "6.2.1"), Trait("ASVS", "6.2.9")]
    [Fact]
    public void The_shortest_and_the_longest_are_settings()
    {
        var passwords = new Passwords(new SignInRules { HashRounds = 1000, ShortestPassword = 15 });
        Assert.Contains("15", passwords.Wrong("tulip-gravel-w", Amina, "T"), StringComparison.Ordinal);
        Assert.Null(passwords.Wrong("tulip-gravel-wi", Amina, "T"));
        Assert.Null(passwords.Wrong(string.Concat(Enumerable.Range(0, 64).Select(i => "xk" + (char)('a' + (i % 26)) + (char)('z' - (i % 7)))), Amina, "T"));
        Assert.NotNull(passwords.Wrong(new string('x', 100) + string.Concat(Enumerable.Range(0, 60).Select(i => "gravel" + i)), Amina, "T"));
    }

    [Fact]
    public void A_council_may_refuse_more()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Tulip-Gravel-Window\n");
        Assert.NotNull(new Passwords(new SignInRules { HashRounds = 1000, BlockedPasswordsFile = file }).Wrong("tulip-gravel-window", Amina, "T"));
        File.Delete(file);
    }

    [Trait("ASVS", "6.2.8")]
    [Fact]
    public void The_same_letters_are_the_same_password_however_they_were_typed()
    {
        var passwords = new Passwords(new SignInRules { HashRounds = 1000 });
        // A ring above, composed and not; full-width letters as some keyboards give them.
        Amina.PasswordHash = passwords.Hash(Amina, "\u00e5ngstrom ＧＲＡＶＥＬ plum");
        Assert.True(passwords.IsRight(Amina, "a\u030angstrom GRAVEL plum", out var isOld));
        Assert.False(isOld);
        Assert.False(passwords.IsRight(Amina, "angstrom GRAVEL plum", out _));
        Assert.True(new Passwords(new SignInRules { HashRounds = 2000 }).IsRight(Amina, "\u00e5ngstrom GRAVEL plum", out isOld));
        Assert.True(isOld);
        Assert.False(passwords.IsRight(null, "anything at all", out _));
        Assert.False(passwords.IsRight(new Account(), "anything at all", out _));
    }
}
