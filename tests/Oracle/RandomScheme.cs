using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairload.Oracle;

/// <summary>Schemes that use every part of the language, valid by the contract: bands are named only where they are defined.</summary>
internal sealed class RandomScheme(SeededChance chance)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly JsonArray _rules = [];

    // A scheme of few rules leaves cases without any weight.
    private readonly bool _sparse = chance.Percent(25);
    private bool _withBands;
    private int _lastCode;

    public string Json()
    {
        var scheme = new JsonObject
        {
            ["scheme"] = "random",
            ["version"] = 1 + chance.Below(9),
            ["title"] = "A random scheme",
            ["source"] = "RandomCouncil of the oracle",
            ["effectiveFrom"] = "2025-04-01",
            ["unit"] = "points",
        };
        if (chance.Percent(85))
        {
            _withBands = chance.Percent(80);
            scheme["capacity"] = Capacity();
        }

        if (chance.Percent(85))
        {
            scheme["stable"] = Stable();
            scheme["duties"] = Parse("""[{ "code": "duty-day", "title": "Duty", "points": 20, "per": "dutyDaysAWeek" }]""");
        }

        scheme["judgements"] = Parse("""
            [
              { "code": "travel", "title": "Travel", "options": [ { "value": "under-30", "title": "Near" }, { "value": "over-60", "title": "Far" } ], "default": "under-30" },
              { "code": "tier", "title": "Tier", "options": [ { "value": "A3", "title": "A3" }, { "value": "B1", "title": "B1" } ], "default": "A3" },
              { "code": "workerScore", "title": "Score", "number": { "min": 0, "max": 10 }, "default": 3 }
            ]
            """);
        WriteRules();
        scheme["rules"] = _rules;
        if (chance.Percent(85))
        {
            scheme["levels"] = Parse(chance.Pick(
                """[{ "level": 1, "from": 0 }, { "level": 2, "over": 4 }, { "level": 3, "over": 7 }, { "level": 4, "over": 10 }]""",
                """[{ "level": 1, "from": 1 }, { "level": 2, "from": 5 }, { "level": 3, "over": 7.25 }]"""));
        }

        scheme["limits"] = Limits();
        if (chance.Percent(80))
        {
            scheme["exceptions"] = Exceptions();
        }

        return scheme.ToJsonString(Indented) + "\n";
    }

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private JsonNode Capacity() => _withBands
        ? Parse($$"""
            {
              "fullTime": {{chance.Pick(100, 80, 33)}},
              "bands": {
                "asye": { "fullTime": 90, "low": 40, "high": 80.5, "casesPerFteHigh": {{3 + chance.Below(5)}}, "steps": [ { "fromMonth": {{chance.Pick(0, 3)}}, "fullTime": 50 }, { "fromMonth": 6, "fullTime": 75.55 } ] },
                "experienced": { "low": 60, "high": 95 },
                "advanced": { "fullTime": {{chance.Pick(110, 25)}}, "casesPerFteLow": 1 }
              }
            }
            """)
        : Parse($$"""{ "fullTime": {{chance.Pick(100, 40)}} }""");

    private JsonArray Stable()
    {
        JsonArray stable = [];
        stable.Add(Parse($$"""{ "code": "team-time", "title": "Team", "points": {{chance.Pick("15", "7.35", "0.05")}}, "proRata": {{chance.Pick("true", "false")}} }"""));
        stable.Add(Parse("""{ "code": "big-post", "title": "Post", "points": 2.5, "proRata": true, "when": { "fte": { "over": 0.5 } } }"""));
        stable.Add(Parse("""{ "code": "practice", "title": "Practice", "points": 3, "proRata": false, "when": { "role": [ "senior-practitioner", "first-line-manager" ] } }"""));
        stable.Add(Parse("""{ "code": "per-post", "title": "By post", "points": 1.11, "proRata": false, "per": "fte" }"""));
        if (_withBands)
        {
            stable.Add(Parse("""{ "code": "induction", "title": "Induction", "points": 0.5, "proRata": false, "per": "monthsInBand", "when": { "band": "asye" } }"""));
            stable.Add(Parse("""{ "code": "settled", "title": "Settled", "points": 1, "proRata": true, "when": { "any": [ { "monthsInBand": { "atLeast": 6 } }, { "not": { "band": [ "asye", "experienced" ] } } ] } }"""));
        }

        return stable;
    }

    private string Points() => chance.Pick("1", "2", "5", "7", "0.05", "0.15", "1.25", "2.33", "3.5");

    private void Rule(string body, int percent = 60)
    {
        if (chance.Percent(_sparse ? percent / 5 : percent))
        {
            _rules.Add(Parse($$"""{ "code": "r{{++_lastCode}}", "title": "Rule {{_lastCode}}", {{body}} }"""));
        }
    }

    private void WriteRules()
    {
        foreach (string status in chance.Shuffled(["cla", "cp", "cin", "assessment", "referral"]))
        {
            Rule($$"""
                "group": "status", "points": {{Points()}}, "when": { "status": "{{status}}" }
                """, 85);
        }

        Rule(""" "group": "status", "points": 1, "when": { "status": [ "care-leaver", "early-help" ] } """);
        Rule(""" "group": "status", "points": 0.5 """, 30);
        WriteCountingRules();
        WriteConditionRules();
        Rule($$""" "share": {{chance.Pick("0.5", "0.75", "0.33")}}, "when": { "firstOfFamily": false } """, 75);
        Rule($$""" "points": {{Points()}}, "when": { "firstOfFamily": true, "familySize": { "over": 1 } } """, 30);
        Rule(""" "points": -3, "when": { "closureState": [ "check", "quiet" ] } """);
        Rule(""" "points": -1.5, "when": { "awaitingClosure": true } """, 40);
        Rule(""" "share": 0.4, "when": { "roleOnCase": "co-worker" } """);
        Rule(""" "share": 1.15, "when": { "homesInFamily": { "atLeast": 2 } } """, 40);
        Rule(""" "points": 0.25, "when": { "coWorked": true } """);
        if (_rules.Count == 0)
        {
            Rule(""" "points": 1, "when": { "status": "cp" } """, 500);
        }
    }

    private void WriteCountingRules()
    {
        Rule($$""" "points": {{Points()}}, "per": "siblingsOpen", "max": {{1 + chance.Below(3)}} """, 75);
        Rule($$""" "points": {{Points()}}, "per": "homesInFamily", "beyond": 1 """, 75);
        Rule(""" "points": 0.35, "per": "missingLast90Days" """);
        Rule(""" "points": -0.25, "per": "visitsLast28Days", "beyond": 1, "max": 2 """);
        Rule(""" "points": 0.05, "per": "monthsOpen", "max": 12 """);
        Rule(""" "points": 0.1, "per": "familySize", "beyond": 2 """);
        Rule(""" "points": 1.5, "per": "piecesOfWork.court-statement" """, 30);
        Rule(""" "points": 0.15, "per": "judged.workerScore", "beyond": 1 """);
    }

    private void WriteConditionRules()
    {
        Rule(""" "points": 2, "when": { "placementMiles": { "over": 20 } } """);
        Rule(""" "points": 1, "when": { "placementMiles": { "atLeast": 3.5, "under": 20 }, "placementType": [ "U1", "U4" ] } """);
        Rule(""" "points": 1.75, "when": { "placementMonths": { "atMost": 6 } } """);
        Rule(""" "group": "court", "points": 4, "when": { "careProceedings": true } """);
        Rule(""" "group": "court", "points": 2.5, "when": { "preProceedings": true } """);
        Rule(""" "group": "court", "points": 1, "when": { "not": { "legalStatus": [ "V2", "E1" ] } } """, 30);
        Rule(""" "points": 1.1, "when": { "s47Open": true } """);
        Rule(""" "points": 0.6, "when": { "s47Days": { "atMost": 28 } } """);
        Rule(""" "points": 1.2, "when": { "icpcPending": true } """);
        Rule(""" "points": 1, "when": { "any": [ { "ageYears": { "under": 5 } }, { "unborn": true } ] } """);
        Rule(""" "points": 0.5, "when": { "not": { "any": [ { "disability": false }, { "uasc": true } ] } } """);
        Rule(""" "points": 0.7, "when": { "primaryNeed": [ "N1", "N2" ], "not": { "factors": "3A" } } """);
        Rule(""" "points": 0.45, "when": { "factors": [ "3A", "4B" ] } """);
        Rule(""" "points": 1, "when": { "daysInStatus": { "over": 28 }, "monthsInStatus": { "under": 12 } } """);
        Rule(""" "points": 0.8, "when": { "daysSinceAllocated": { "atMost": 30 }, "function": "social-work" } """);
        Rule(""" "points": 0.3, "when": { "not": { "outOfArea": false } } """, 30);
        Rule(""" "points": 0.2, "when": { "judged.travel": "under-30" } """);
        Rule(""" "points": 9, "when": { "judged.travel": "over-60" } """);
        Rule("""
            "table": { "by": [ "judged.tier", "status" ], "points": { "A3": { "cla": 2.25, "cp": 3, "cin": 1.5 }, "B1": { "cla": 20 } } },
            "when": { "function": [ "social-work", "family-help" ] }
            """);
        Rule(""" "group": "legal", "table": { "by": [ "legalStatus" ], "points": { "C1": 1, "C2": 0.5 } }, "when": { "status": "cla" } """);
        if (_withBands)
        {
            Rule(""" "points": 0.9, "when": { "workerBand": "asye" } """);
            Rule(""" "table": { "by": [ "workerBand", "roleOnCase" ], "points": { "asye": { "lead": 1 }, "experienced": { "lead": 0.5, "co-worker": 0.25 } } } """);
        }
    }

    private JsonArray Limits()
    {
        JsonArray limits = [];
        limits.Add(Parse("""{ "code": "court-sets", "title": "Sets of proceedings", "when": { "careProceedings": true }, "count": "families", "max": 0 }"""));
        limits.Add(Parse($$"""{ "code": "families", "title": "Families", "count": "families", "max": {{1 + chance.Below(4)}} }"""));
        limits.Add(Parse("""{ "code": "leads", "title": "Lead cases", "when": { "roleOnCase": "lead", "status": [ "cp", "cla" ] }, "count": "cases", "max": 1 }"""));
        if (_withBands)
        {
            limits.Add(Parse("""{ "code": "asye-cp", "title": "Only when co-worked", "when": { "status": [ "cp", "cla", "assessment" ], "roleOnCase": "lead", "coWorked": false }, "count": "cases", "max": 0, "bands": [ "asye" ] }"""));
        }

        return limits;
    }

    private JsonObject Exceptions()
    {
        var exceptions = new JsonObject
        {
            ["casesPerFteHigh"] = 4 + chance.Below(6),
            ["casesPerFteLow"] = 1 + chance.Below(3),
            ["workloadHigh"] = chance.Pick(20, 50, 110),
            ["sustainedDays"] = 28,
        };
        if (_withBands)
        {
            exceptions["lowNotFor"] = new JsonArray("asye");
        }

        return exceptions;
    }
}
