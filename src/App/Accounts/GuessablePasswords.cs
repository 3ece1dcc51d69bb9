namespace Fairload.App.Accounts;

/// <summary>
/// Finds in a password what others would try first: names, common passwords, runs on the keyboard, repeats, dates. What is
/// left is what a guesser does not know. So a sentence may hold a name, and a name with a year is no password.
/// </summary>
internal static class GuessablePasswords
{
    private const int ShortestRun = 4, ShortestRepeat = 3, ShortestName = 3;

    private static readonly string[] Runs = [.. new[]
    {
        "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "01234567890", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "qazwsxedcrfvtgb",
        "azertyuiop", "qsdfghjklm", "qwertzuiop", "!\"£$%^&*()", "!@#$%^&*()", "147258369", "789456123", "159753",
        // Two rows or columns at once, and numbers that are counted.
        "qweasdzxc", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p", "a1s2d3f4g5h6j7k8l9", "1a2s3d4f5g6h7j8k9l", "z1x2c3v4b5n6m7", "1z2x3c4v5b6n7m",
        "1qa2ws3ed4rf5tg6yh7uj", "12qw34er56ty78ui", "123qwe456rty789uio", "qaz123wsx456edc789", "qawsedrftgyhujikolp", "qazxswedcvfrtgbnhyujm",
        "zaqwsxcderfvbgtyhnmju", "zaq1xsw2cde3vfr4", "qwaszxerdfcv", "qweewq", "zxcasdqwe", "112233445566778899", "010203040506070809", "102030405060708090",
        "741852963", "014702580369", "4815162342", "123321456654",
    }.SelectMany(run => new[] { run, new string([.. run.Reverse()]) })];

    /// <summary>Words that stand at the top of every list of passwords found in the open, and those of the place and the work.</summary>
    private static readonly string[] Words = [.. (
        "password passwort passw0rd passcode letmein welcome admin administrator login master access secret hello changeme default guest test tester "
        + "testing temp temporary user root system server computer internet google microsoft windows office outlook teams facebook amazon apple samsung nokia "
        + "monkey dragon football baseball basketball soccer rugby cricket hockey tennis golf superman batman spiderman pokemon starwars naruto minecraft "
        + "iloveyou loveyou lovely love baby babygirl angel princess sweetheart sunshine flower rainbow butterfly chocolate cookie cheese pepper ginger "
        + "charlie george thomas daniel matthew joshua andrew michael jessica ashley nicole hannah sophie emily chloe jordan william robert james oliver "
        + "harry jack samuel joseph benjamin alexander charlotte elizabeth amelia olivia isabella jasmine jennifer michelle amanda maggie tigger molly bailey buster "
        + "shadow hunter killer ranger harley mustang ferrari porsche mercedes corvette yamaha phoenix falcon eagle tiger lion panther wolf horse pony puppy kitty "
        + "liverpool arsenal chelsea everton tottenham manchester united city rangers celtic newcastle villa leeds westham southampton sunderland swansea cardiff wrexham "
        + "england scotland wales britain london london2012 croydon swindon blackpool bristol birmingham sheffield glasgow edinburgh leicester nottingham "
        + "summer winter spring autumn january february march april june july august september october november december "
        + "monday tuesday wednesday thursday friday saturday sunday christmas easter halloween holiday weekend birthday freedom money peace "
        + "purple orange yellow silver golden black white green blue red family friend friends forever whatever trustno1 zaq1zaq1 qwerty azerty asdf zxcv "
        + "mummy daddy mother father sister brother children child council social worker socialwork socialworker safeguarding caseload workload fairload nhs public sector "
        + "correct horse battery staple correcthorsebatterystaple abcd abc123 a1b2c3 q1w2e3r4 1q2w3e4r 1qaz2wsx aa123456 dearbook blink182 metallica slipknot nirvana eminem beatles "
        + "leave alone sony ericsson xbox playstation nintendo warhammer warcraft counterstrike strike mortal kombat final fantasy resident evil devil cry need speed grand theft auto cake "
        + "justin bieber avril lavigne stratocaster guitar linkinpark rockstar chicken wing wings sausage peanut butter popcorn pizza banana stinky finger bond dead people "
        + "christopher alexandra anastasia vladimir maximilian massimiliano frederik morgan stanley kevin french francisco sanfrancisco california chicago dallas boston newyork auckland australia canada america "
        + "fuck porn sex sexy boob boobs masturbat masterbat pussy bitch whore punk punks pure school girl god trust who whos your ours love mine outside night crawler ghost rider "
        + "web solution solutions website business babe network networking digital product install mail created new old project domain lock standard instal special minnesota combat adventure contortionist "
        + "weihnacht weihnachtsbaum sonnenschein schatz liebe hallo bonjour motdepasse azerty contrasena tequiero hola senha "
        // Words of other alphabets as the keys of a Latin keyboard write them: the same everywhere, and high in every list.
        + "gfhjkm ghbdtn ghjcnj fktrcfylh dkflbvbh vfvf fkmnthyfnbdf ptybn ktyf yfnfif cdtnf vfhbyf fylhtq ctvty vfrcbv ybrbnf rfnth rjirf cjkysirj k.,jdm pfuflrf gjkysq gbpltw lytgh jdcr "
        + "nhecs nhfdv fujkj jlby cjdth gtnhjd ujhjl fynfyf nhfycajhvths flvby polniy pizdec respekt privet lubov "
        + "flvbybcnhfnjh gtnhjpfdjlcr ghjnbdjcnjzybt zcfvfzkexifz bltynbabrfwbz bpgjldsgjldthnf lhbjkjubz nhfdvfnjkju vskfhfve seemnemaailm antananarivu "
        + "world graphic moms anal thecakeis telemike iampurehaha corperfmon webuivalid msorcloledbr amadeuspt nondriver mevefalkcakk hedimaptfcor maurolarastefy djivanfros sojdlg aljg paraklast"
        + "matrix gandalf merlin jedi yoda sauron hobbit potter hogwarts doctorwho tardis thunder lightning diamond crystal soleil bonjour amour ninja samurai "
        + "mickey donald snoopy garfield barbie scooby bubbles lucky happy smile cool awesome fuckyou fuckoff bollocks bugger wanker arsehole iamthe mypassword thepassword yourpassword newpassword"
    ).Split(' ').OrderByDescending(word => word.Length)];

    private static readonly Dictionary<char, char> Meant = new()
    {
        ['0'] = 'o', ['1'] = 'i', ['3'] = 'e', ['4'] = 'a', ['5'] = 's', ['7'] = 't', ['8'] = 'b', ['9'] = 'g', ['@'] = 'a', ['$'] = 's', ['!'] = 'i', ['|'] = 'l', ['€'] = 'e', ['£'] = 'l',
    };

    /// <summary>How many letters of a password are left when what others would guess is taken out.</summary>
    /// <param name="password">The password.</param>
    /// <param name="about">Names of the person and the place.</param>
    public static int Left(string password, IEnumerable<string> about)
    {
        var typed = password.ToLowerInvariant();
        var meant = new string([.. typed.Select(letter => Meant.GetValueOrDefault(letter, letter))]);
        var known = new bool[typed.Length];
        var names = about.SelectMany(name => name.ToLowerInvariant().Split([' ', '.', '-', '_', '@', ',', '\''], StringSplitOptions.RemoveEmptyEntries)).Where(name => name.Length >= ShortestName);
        foreach (var word in names.Concat(Words))
        {
            Mark(typed, word, known);
            Mark(meant, word, known);
        }

        MarkRuns(typed, known);
        MarkYears(typed, known);
        MarkRepeats(typed, known);

        // A password that says one short thing over and over is that one thing.
        var left = new string([.. typed.Where((letter, at) => !known[at] && (char.IsLetter(letter) || char.IsDigit(letter)))]);
        return Math.Min(left.Length + typed.Where((letter, at) => !known[at] && !char.IsLetterOrDigit(letter)).Distinct().Count(), OnceOf(typed).Length);
    }

    private static void Mark(string text, string word, bool[] known)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            Array.Fill(known, true, at, word.Length);
        }
    }

    private static void MarkRuns(string text, bool[] known)
    {
        foreach (var run in Runs)
        {
            for (var at = 0; at + ShortestRun <= text.Length; at++)
            {
                var length = ShortestRun;
                while (at + length <= text.Length && run.Contains(text.Substring(at, length), StringComparison.Ordinal))
                {
                    Array.Fill(known, true, at, length++);
                }
            }
        }
    }

    private static void MarkYears(string text, bool[] known)
    {
        for (var at = 0; at + 4 <= text.Length; at++)
        {
            if (text.AsSpan(at, 2) is "19" or "20" && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3]))
            {
                Array.Fill(known, true, at, 4);
            }
        }
    }

    private static void MarkRepeats(string text, bool[] known)
    {
        for (var (start, at) = (0, 1); at <= text.Length; at++)
        {
            if (at == text.Length || text[at] != text[start])
            {
                if (at - start >= ShortestRepeat)
                {
                    // One of them is as good as all.
                    Array.Fill(known, true, start + 1, at - start - 1);
                }

                start = at;
            }
        }
    }

    /// <summary>The shortest beginning of a text that the whole text repeats.</summary>
    private static string OnceOf(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            var at = length;
            while (at < text.Length && text[at] == text[at - length])
            {
                at++;
            }

            if (at == text.Length)
            {
                return text[..length];
            }
        }

        return text;
    }
}
