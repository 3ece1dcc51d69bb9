using Fairload.Core.Weighting;

namespace Fairload.Bench;

/// <summary>W1's rules (bench definitions, "caseload statement") in the scheme language.</summary>
internal static class W1Scheme
{
    public static Scheme Read() => SchemeReader.Read(
        """
        { "scheme": "w1", "version": 1, "title": "W1", "source": "benchmark definition", "effectiveFrom": "2019-01-01",
          "capacity": { "fullTime": 80 },
          "judgements": [ { "code": "complexity", "title": "Complexity", "number": { "min": 0, "max": 5 }, "default": 0 } ],
          "rules": [
            { "code": "ref", "group": "status", "points": 1, "when": { "status": "referral" } },
            { "code": "asmt", "group": "status", "points": 3, "when": { "status": "assessment" } },
            { "code": "cin", "group": "status", "points": 4, "when": { "status": "cin" } },
            { "code": "cp", "group": "status", "points": 7, "when": { "status": "cp" } },
            { "code": "cla", "group": "status", "points": 5, "when": { "status": "cla" } },
            { "code": "cl", "group": "status", "points": 2, "when": { "status": "care-leaver" } },
            { "code": "sib", "points": 1, "per": "siblingsOpen", "max": 3 },
            { "code": "court", "points": 3, "when": { "preProceedings": true } },
            { "code": "s47", "points": 2, "when": { "s47Days": { "under": 28 } } },
            { "code": "complexity", "points": 1, "per": "judged.complexity" } ],
          "levels": [ { "level": 1, "from": 0 }, { "level": 2, "over": 4 }, { "level": 3, "over": 7 }, { "level": 4, "over": 10 } ],
          "exceptions": { "casesPerFteHigh": 28, "casesPerFteLow": 20 } }
        """);
}
