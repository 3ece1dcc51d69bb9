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

    /// <summary>Of twelve letters and more, among the thirty thousand most used of a public list (zxcvbn 4.4.2).</summary>
    [Trait("ASVS", "6.2.4")]
    [Theory]
    [InlineData("123qweasdzxc")]
    [InlineData("q1w2e3r4t5y6")]
    [InlineData("qazwsxedcrfv")]
    [InlineData("leavemealone")]
    [InlineData("sonyericsson")]
    [InlineData("zxcasdqwe123")]
    [InlineData("112233445566")]
    [InlineData("finalfantasy")]
    [InlineData("ghbdtnghbdtn")]
    [InlineData("ghjcnjgfhjkm")]
    [InlineData("justinbieber")]
    [InlineData("needforspeed")]
    [InlineData("counterstrike")]
    [InlineData("whosyourdaddy")]
    [InlineData("lost4815162342")]
    [InlineData("102030405060")]
    [InlineData("devilmaycry4")]
    [InlineData("jamesbond007")]
    [InlineData("playstation3")]
    [InlineData("christopher1")]
    [InlineData("ingodwetrust")]
    [InlineData("peanutbutter")]
    [InlineData("qawsedrftgyh")]
    [InlineData("stratocaster")]
    [InlineData("sanfrancisco")]
    [InlineData("1a2s3d4f5g6h")]
    [InlineData("z1x2c3v4b5n6m7")]
    [InlineData("weihnachtsbaum")]
    [InlineData("mortalkombat")]
    [InlineData("thecakeisalie")]
    [InlineData("Christopher-2026")]
    public void What_everybody_chooses_is_refused(string password) =>
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

    [Trait("ASVS", "6.2.4"), Trait("ASVS", "6.2.12")]
    [Fact]
    public void A_council_may_refuse_more()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "Tulip-Gravel-Window\n\n");
        var passwords = new Passwords(new SignInRules { HashRounds = 1000, BlockedPasswordsFile = file });
        passwords.ReadBlocked();
        Assert.NotNull(passwords.Wrong("tulip-gravel-window", Amina, "T"));
        Assert.Null(passwords.Wrong("tulip-gravel-windmill", Amina, "T"));
        File.Delete(file);
    }

    [Fact]
    public void A_file_of_refused_passwords_that_cannot_be_read_or_is_empty_is_refused_in_a_sentence()
    {
        var empty = Path.GetTempFileName();
        foreach (var file in new[] { empty, empty + ".gone", Path.GetTempPath() })
        {
            var refused = Assert.Throws<Refused>(() => new Passwords(new SignInRules { HashRounds = 1000, BlockedPasswordsFile = file }).ReadBlocked());
            Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        }

        File.Delete(empty);
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
