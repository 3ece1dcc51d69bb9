namespace Fairload.Core.Tests.Weighting;

/// <summary>Texts of schemes for tests.</summary>
internal static class SchemeText
{
    /// <summary>The example of contracts, section 3, in full.</summary>
    public const string Example = """
        { "scheme": "example", "version": 1, "title": "Example", "source": "document, page, date", "effectiveFrom": "2026-04-01", "unit": "points", "minutesPerPointPerWeek": 30,
          "capacity": { "fullTime": 100, "bands": { "asye": { "fullTime": 90, "low": 40, "high": 80, "steps": [ { "fromMonth": 0, "fullTime": 50 }, { "fromMonth": 6, "fullTime": 75 } ] }, "experienced": { "low": 60, "high": 95 } } },
          "stable":  [ { "code": "team-time", "title": "Supervision, meetings, training", "points": 15, "proRata": false } ],
          "duties":  [ { "code": "duty-day", "title": "A duty day each week", "points": 20, "per": "dutyDaysAWeek" } ],
          "credits": [ { "code": "visit-for-colleague", "title": "A visit made for a colleague", "points": 1, "days": 28, "from": "holder" } ],
          "judgements": [ { "code": "travel", "title": "Travel", "options": [ { "value": "under-30", "title": "Under 30" }, { "value": "over-60", "title": "Over 60" } ], "default": "under-30" }, { "code": "workerScore", "title": "Score", "number": { "min": 0, "max": 10 }, "default": 0 },
                          { "code": "tier", "title": "Tier", "options": [ { "value": "A3", "title": "A3" }, { "value": "B2", "title": "B2" } ] }, { "code": "type", "title": "Type", "options": [ { "value": "community", "title": "Community" }, { "value": "custody", "title": "Custody" } ] } ],
          "rules":   [ { "code": "cla", "title": "Looked after", "group": "status", "points": 5, "when": { "status": "cla" } },
                       { "code": "sib", "title": "Each sibling open", "points": 1, "per": "siblingsOpen", "max": 3 },
                       { "code": "homes", "title": "Each further home", "points": 2, "per": "homesInFamily", "beyond": 1 },
                       { "code": "tier", "title": "Tier by type", "table": { "by": [ "judged.tier", "judged.type" ], "points": { "A3": { "community": 206, "custody": 75 } } } },
                       { "code": "far", "title": "Placed over 20 miles away", "points": 2, "when": { "placementMiles": { "over": 20 } } },
                       { "code": "shared", "title": "Sibling shares the work", "share": 0.5, "when": { "firstOfFamily": false } } ],
          "levels":  [ { "level": 1, "from": 0 }, { "level": 2, "over": 4 }, { "level": 3, "over": 7 }, { "level": 4, "over": 10 } ],
          "limits":  [ { "code": "court-sets", "title": "Sets of proceedings", "when": { "careProceedings": true }, "count": "families", "max": 2 }, { "code": "asye-cp", "title": "Child protection only when co-worked", "when": { "status": "cp", "roleOnCase": "lead", "coWorked": false }, "count": "cases", "max": 0, "bands": [ "asye" ] } ],
          "reductionReasons": [ { "code": "phased-return", "title": "Phased return", "percent": 50, "max": 100, "months": 3 } ],
          "exceptions": { "casesPerFteHigh": 28, "casesPerFteLow": 20, "lowNotFor": [ "asye" ], "workloadHigh": 110, "sustainedDays": 28 } }
        """;

    /// <summary>A scheme of these rules, as JSON without the outer brackets, with more members after them.</summary>
    public static string Of(string rules, string more = "") => $$"""
        { "scheme": "t", "version": 1, "title": "T", "source": "test", "effectiveFrom": "2026-01-01",
          "rules": [ {{rules}} ]{{more}} }
        """;
}
