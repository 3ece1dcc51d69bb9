using System.Globalization;
using Fairload.Core.Cases;
using Fairload.Core.Time;

namespace Fairload.Bench;

/// <summary>The SSD tables of the benchmark generator as a caseload in memory, adjusted to W1's definitions.</summary>
internal static class W1Tables
{
    public static Caseload Read(string folder, DateOnly day)
    {
        var builder = new CaseloadBuilder(RoleMap.Default, WorkingCalendar.WithoutHolidays);
        foreach (var kind in Enum.GetValues<RecordKind>().Where(kind => kind != RecordKind.Post))
        {
            builder.Supplied(kind);
        }

        IEnumerable<IReadOnlyDictionary<string, string>> Table(string name) => Csv.Read(Path.Combine(folder, name + ".csv"));
        var workers = new Dictionary<string, int>();
        foreach (var row in Table("ssd_professionals"))
        {
            var number = workers[row["prof_professional_id"]] = workers.Count + 1;
            builder.NameWorker(number, row["prof_professional_id"]);
            builder.Add(new Record
            {
                Kind = RecordKind.Worker, Key = row["prof_professional_id"], Worker = number,
                Number = (int)(decimal.Parse(row["prof_full_time_equivalency"], CultureInfo.InvariantCulture) * 1_000_000m),
            });
        }

        var children = new Dictionary<string, int>();
        var born = new Dictionary<string, DateOnly>();
        foreach (var row in Table("ssd_person"))
        {
            var id = row["pers_person_id"];
            var number = children[id] = children.Count + 1;
            builder.NameChild(number, id);
            born[id] = Date(row["pers_dob"])!.Value;
            builder.Add(new Record { Kind = RecordKind.Child, Key = id, Child = number, From = born[id] });
        }

        foreach (var row in Table("ssd_family"))
        {
            builder.Add(new Record { Kind = RecordKind.Family, Key = row["fami_table_id"], Child = children[row["fami_person_id"]], Ref = row["fami_family_id"] });
        }

        void Spells(string table, RecordKind kind, string key, string person, string from, string? until, Func<IReadOnlyDictionary<string, string>, Record, bool>? also = null)
        {
            foreach (var row in Table(table))
            {
                var record = new Record
                {
                    Kind = kind, Key = row[key], Child = children[row[person]], From = Date(row[from]), Until = until is null ? null : Date(row[until]),
                };
                if (also?.Invoke(row, record) ?? true)
                {
                    builder.Add(record);
                }
            }
        }

        Spells("ssd_involvements", RecordKind.Involvement, "invo_involvements_id", "invo_person_id", "invo_involvement_start_date", "invo_involvement_end_date", (row, record) =>
        {
            (record.Code, record.Worker) = (row["invo_professional_role_id"], workers[row["invo_professional_id"]]);
            return true;
        });
        Spells("ssd_cla_episodes", RecordKind.ClaEpisode, "clae_cla_episode_id", "clae_person_id", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date");
        Spells("ssd_cp_plans", RecordKind.CpPlan, "cppl_cp_plan_id", "cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date");
        Spells("ssd_cin_plans", RecordKind.CinPlan, "cinp_cin_plan_id", "cinp_person_id", "cinp_cin_plan_start_date", "cinp_cin_plan_end_date");
        Spells("ssd_cin_assessments", RecordKind.Assessment, "cina_assessment_id", "cina_person_id", "cina_assessment_start_date", "cina_assessment_auth_date");
        Spells("ssd_cin_episodes", RecordKind.CinEpisode, "cine_referral_id", "cine_person_id", "cine_referral_date", "cine_close_date");
        Spells("ssd_pre_proceedings", RecordKind.PreProceedings, "prep_table_id", "prep_person_id", "prep_pre_pro_decision_date", "prep_agree_stepdown_issue_date");
        Spells("ssd_s47_enquiry", RecordKind.Section47, "s47e_s47_enquiry_id", "s47e_person_id", "s47e_s47_start_date", null, (_, record) =>
        {
            record.Until = record.From;
            return record.From is not null;
        });
        foreach (var row in Table("ssd_care_leavers"))
        {
            var id = row["clea_person_id"];
            if (born[id].AddYears(18) <= day && day < born[id].AddYears(21))
            {
                builder.Add(new Record { Kind = RecordKind.CareLeaver, Key = row["clea_table_id"], Child = children[id] });
            }
        }

        return builder.Build();
    }

    private static DateOnly? Date(string text) =>
        text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
