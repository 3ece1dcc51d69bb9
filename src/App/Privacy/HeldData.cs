namespace Fairload.App.Privacy;

/// <summary>Whom a column names or tells of.</summary>
public enum About
{
    /// <summary>Nobody: a number of a row, a setting, a count.</summary>
    Nobody,

    /// <summary>A child, by an id of a source.</summary>
    ChildId,

    /// <summary>A worker, by an id of a source.</summary>
    WorkerId,

    /// <summary>A child or worker, by Fairload's own number, an id, a fact or a text; the row says which.</summary>
    Person,

    /// <summary>Somebody who signs in: an account, a sign-in name, who did or decided something.</summary>
    SignedIn,

    /// <summary>Words that a person wrote, which may name anybody.</summary>
    Words,
}

/// <summary>What becomes of a column's value when the person it tells of is erased.</summary>
public enum WhenErased
{
    /// <summary>It stays: it tells of nobody who is erased here.</summary>
    Stays,

    /// <summary>The row goes, where this column names the person; the others of the row go with it.</summary>
    RowGoes,

    /// <summary>The value goes and the row stays, because it is also about somebody else.</summary>
    ValueGoes,

    /// <summary>What <see cref="ErasePeople"/> says for this table by itself.</summary>
    ByTable,
}

/// <summary>How a column's value is given to the person it tells of.</summary>
public enum WhenGiven
{
    /// <summary>As it stands.</summary>
    Given,

    /// <summary>With a mark that it is about somebody else, or may be.</summary>
    Marked,

    /// <summary>Not at all: a secret that guards a sign-in, or what tells of nobody.</summary>
    Left,
}

/// <summary>A column of the store.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="About">Whom it names.</param>
/// <param name="Erased">What an erasure does with it.</param>
/// <param name="Given">How it is given to the person.</param>
public sealed record HeldColumn(string Table, string Column, About About, WhenErased Erased, WhenGiven Given);

/// <summary>
/// Every column of every table: whom it names, and how erasure and subject access treat it. A test walks the schema of both
/// engines and fails for a column that has no line here, so nobody adds a table without deciding this. Erasure and subject
/// access read the lines that name a child or worker by a source's id, so that a new table needs no more than its lines.
/// </summary>
public static class HeldData
{
    /// <summary>All columns, by table.</summary>
    public static IReadOnlyList<HeldColumn> All { get; } =
    [
        .. Of(
            "councils",
            ("id code name data_version salt last_record last_identity last_audit audit_head access_version", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "identities",
            ("source_id number", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("council subject system", About.Nobody, WhenErased.ByTable, WhenGiven.Given)),
        .. Of(
            "records",
            ("key child from until due code detail ref number flag extra withdrawn", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("worker other_worker team", About.Person, WhenErased.ByTable, WhenGiven.Marked),
            ("id council kind source", About.Nobody, WhenErased.ByTable, WhenGiven.Left),
            ("file row", About.Nobody, WhenErased.ByTable, WhenGiven.Given)),
        .. Of(
            "imports",
            ("who undone_by", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("council id when kinds extract_date window_from window_until rows added changed unchanged withdrawn rejected joined problems data_version last_identity kept_labels parts undone undo_closed",
                About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "import_tries",
            ("who", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("files message", About.Words, WhenErased.Stays, WhenGiven.Left),
            ("council id when is_check outcome", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "undo_rows",
            ("key child from until due code detail ref number flag extra withdrawn", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("worker other_worker team", About.Person, WhenErased.ByTable, WhenGiven.Marked),
            ("id council kind source", About.Nobody, WhenErased.ByTable, WhenGiven.Left),
            ("file row", About.Nobody, WhenErased.ByTable, WhenGiven.Given)),
        .. Of(
            "undo_identities",
            ("source_id number", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("council subject system", About.Nobody, WhenErased.ByTable, WhenGiven.Given)),
        .. Of(
            "undo_labels",
            ("label", About.Words, WhenErased.Stays, WhenGiven.Left),
            ("id council list column count last", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "import_files",
            ("name", About.Words, WhenErased.Stays, WhenGiven.Given),
            ("council id import table rows added changed unchanged withdrawn rejected part_of", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("import_tables", ("council kind source extract_date window_from window_until import", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "problems",
            ("value", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("council import id file sheet row column is_error message", About.Nobody, WhenErased.ByTable, WhenGiven.Given)),
        .. Of(
            "jobs",
            ("result", About.Person, WhenErased.ByTable, WhenGiven.Left),
            ("message payload", About.Words, WhenErased.ByTable, WhenGiven.Left),
            ("who", About.SignedIn, WhenErased.ByTable, WhenGiven.Left),
            ("id council kind state progress cancel_requested asked started beat ended version", About.Nobody, WhenErased.ByTable, WhenGiven.Left)),
        .. Of(
            "join_questions",
            ("source_id", About.WorkerId, WhenErased.RowGoes, WhenGiven.Given),
            ("who", About.SignedIn, WhenErased.RowGoes, WhenGiven.Marked),
            ("council system number state when rule with import version", About.Nobody, WhenErased.RowGoes, WhenGiven.Left)),
        .. Of(
            "unknown_labels",
            ("label", About.Words, WhenErased.Stays, WhenGiven.Left),
            ("id council list column count last", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "label_answers",
            ("key label", About.Words, WhenErased.Stays, WhenGiven.Left),
            ("who", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("id council meaning column value when version", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("audit", ("council id commitment hash", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "audit_entries",
            ("subject_id before after", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("who", About.SignedIn, WhenErased.ByTable, WhenGiven.Marked),
            ("when action subject_kind", About.Nobody, WhenErased.ByTable, WhenGiven.Given),
            ("council id salt", About.Nobody, WhenErased.ByTable, WhenGiven.Left)),
        .. Of("audit_erasures", ("council id by_entry", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "settings",
            ("value", About.Words, WhenErased.Stays, WhenGiven.Left),
            ("council key version", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "reconciliations",
            ("who", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("council team extract_date typed_count when version", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "holds",
            ("number", About.Person, WhenErased.ByTable, WhenGiven.Given),
            ("reason ended_reason", About.Words, WhenErased.ByTable, WhenGiven.Marked),
            ("by who ended_by", About.SignedIn, WhenErased.ByTable, WhenGiven.Marked),
            ("council id subject since ended version", About.Nobody, WhenErased.ByTable, WhenGiven.Given)),
        .. Of(
            "erased_identities",
            ("fingerprint placeholder", About.Person, WhenErased.Stays, WhenGiven.Left),
            ("council subject erased_on", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "accounts",
            ("worker", About.WorkerId, WhenErased.ValueGoes, WhenGiven.Given),
            ("id sign_in_name name", About.SignedIn, WhenErased.Stays, WhenGiven.Given),
            ("sign_in_key password_hash security_stamp last_code_step", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("council is_disabled failed_count locked_until version", About.Nobody, WhenErased.Stays, WhenGiven.Given)),
        .. Of(
            "account_logins",
            ("issuer subject account linked_by", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("council linked", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("account_tokens", ("account kind name value", About.SignedIn, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "roles_held",
            ("account cover_for given_by", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("id council role node from until version", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "sessions",
            ("id account issuer provider_session agent", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("council stage began seen ended", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of(
            "restrictions",
            ("child", About.ChildId, WhenErased.RowGoes, WhenGiven.Given),
            ("reason", About.Words, WhenErased.RowGoes, WhenGiven.Marked),
            ("who", About.SignedIn, WhenErased.RowGoes, WhenGiven.Marked),
            ("council id kind when version", About.Nobody, WhenErased.RowGoes, WhenGiven.Given)),
        .. Of(
            "restriction_people",
            ("worker", About.WorkerId, WhenErased.RowGoes, WhenGiven.Given),
            ("council restriction is_barred", About.Nobody, WhenErased.RowGoes, WhenGiven.Given)),
        .. Of(
            "openings",
            ("child", About.ChildId, WhenErased.RowGoes, WhenGiven.Given),
            ("reason", About.Words, WhenErased.RowGoes, WhenGiven.Marked),
            ("who viewer seen_by", About.SignedIn, WhenErased.RowGoes, WhenGiven.Marked),
            ("council id when until team seen_at", About.Nobody, WhenErased.RowGoes, WhenGiven.Given)),
        .. Of(
            "sign_on_waiting",
            ("issuer subject name mail", About.SignedIn, WhenErased.Stays, WhenGiven.Left),
            ("id council first last", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("sign_on_unused", ("council claim value why last", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("sign_offs_heard", ("id until", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("tries", ("key", About.SignedIn, WhenErased.Stays, WhenGiven.Left), ("due", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
        .. Of("protection_keys", ("name xml", About.Nobody, WhenErased.Stays, WhenGiven.Left)),
    ];

    /// <summary>The columns outside the tables with code of their own that name a child or worker by a source's id.</summary>
    internal static IEnumerable<HeldColumn> Naming(About about) => All.Where(one => one.About == about && one.Erased is WhenErased.RowGoes or WhenErased.ValueGoes);

    private static IEnumerable<HeldColumn> Of(string table, params (string Columns, About About, WhenErased Erased, WhenGiven Given)[] groups) =>
        groups.SelectMany(group => group.Columns.Split(' ').Select(column => new HeldColumn(table, column, group.About, group.Erased, group.Given)));
}
