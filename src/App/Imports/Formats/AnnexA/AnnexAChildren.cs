using System.Runtime.InteropServices;
using Fairload.App.Imports.Ssd;
using Fairload.App.Reading;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Formats.AnnexA;

/// <summary>
/// What the lists together say of each child: a child stands in several. Each is some thirty bytes, so that a million take no more
/// than one small table.
/// </summary>
internal sealed class AnnexAChildren
{
    private readonly IdMap _numbers = new();
    private readonly Utf8Room _ids = new();
    private readonly List<Child> _children = [default];
    private readonly List<(string File, string Sheet)> _sheets = [];
    private readonly List<(int Child, int Closed)> _closures = [];
    private int _written = 1;
    private bool _sorted = true;

    /// <summary>The number of a child, learnt now if it is new.</summary>
    public int Number(ReadOnlySpan<byte> id, in AnnexAPlace place)
    {
        if (_numbers[id] is > 0 and var known)
        {
            return known;
        }

        if (_sheets.Count == 0 || _sheets[^1] != (place.File, place.Sheet))
        {
            _sheets.Add((place.File, place.Sheet));
        }

        var number = _children.Count;
        _numbers.Set(id, number);
        _children.Add(new Child { Id = _ids.Length, Length = (ushort)id.Length, Born = Draft.NoDay, Row = place.Row, Sheet = (ushort)(_sheets.Count - 1) });
        _ids.Append(id);
        return number;
    }

    /// <summary>What is known of a child, to be added to.</summary>
    public ref Child this[int number] => ref CollectionsMarshal.AsSpan(_children)[number];

    /// <summary>A child's id.</summary>
    public ReadOnlySpan<byte> Id(int number) => _ids.Slice(_children[number].Id, _children[number].Length);

    /// <summary>Notes when a period of need ended.</summary>
    public void Close(int child, int day)
    {
        _closures.Add((child, day));
        _sorted = false;
    }

    /// <summary>The first closure of a child on or after a day, or <see cref="Draft.NoDay"/>.</summary>
    public int ClosedFrom(int child, int day)
    {
        if (!_sorted)
        {
            _closures.Sort();
            _sorted = true;
        }

        var at = _closures.BinarySearch((child, day));
        at = at < 0 ? ~at : at;
        return at < _closures.Count && _closures[at].Child == child ? _closures[at].Closed : Draft.NoDay;
    }

    /// <summary>Writes the children that were not written yet, and what is known of a disability.</summary>
    public void Write(TranslatedRows rows)
    {
        var table = rows.Of(SsdTables.Person);
        var (id, born, sex) = (
            table.Column("pers_person_id", AnnexAColumns.Child), table.Column("pers_dob", AnnexAColumns.Birth), table.Column("pers_sex", AnnexAColumns.Gender));
        var disabled = rows.Of(SsdTables.Disability);
        var (key, person, code) = (
            disabled.Column("disa_table_id", AnnexAColumns.Child), disabled.Column("disa_person_id", AnnexAColumns.Child),
            disabled.Column("disa_disability_code", AnnexAColumns.Disability));
        Span<byte> day = stackalloc byte[10];
        for (; _written < _children.Count; _written++)
        {
            var child = _children[_written];
            var (file, sheet) = _sheets[child.Sheet];
            var name = _ids.Slice(child.Id, child.Length);
            table.Set(id, name);
            if (child.Born != Draft.NoDay)
            {
                DateOnly.FromDayNumber(child.Born).TryFormat(day, out _, "O", null);
                table.Set(born, day);
            }
            else if (child.HasBirthColumn)
            {
                table.Set(born, []);
            }

            if (child.HasSexColumn)
            {
                table.Set(sex, child.Sex == 0 ? [] : [child.Sex]);
            }

            table.End(file, sheet, child.Row);
            if (child.Disabled != 0)
            {
                disabled.Set(key, name);
                disabled.Set(person, name);
                disabled.Set(code, child.Disabled == (byte)'Y' ? "Yes"u8 : "NONE"u8);
                disabled.End(file, sheet, child.Row);
            }
        }
    }

    /// <summary>A child.</summary>
    internal struct Child
    {
        /// <summary>Where the id stands.</summary>
        public int Id;

        /// <summary>The row where the child was met first.</summary>
        public int Row;

        /// <summary>The day of birth by the first list that says it, or <see cref="Draft.NoDay"/>.</summary>
        public int Born;

        /// <summary>How long the id is.</summary>
        public ushort Length;

        /// <summary>Which sheet that row is in.</summary>
        public ushort Sheet;

        /// <summary><c>M</c>, <c>F</c> or <c>U</c> by the first list that says it; 0 where none does.</summary>
        public byte Sex;

        /// <summary>Whether a list that has the child has a column for the birth.</summary>
        public bool HasBirthColumn;

        /// <summary>Whether one has a column for the sex.</summary>
        public bool HasSexColumn;

        /// <summary><c>Y</c> where any list says so, <c>N</c> where one says no; 0 where none says.</summary>
        public byte Disabled;

        /// <summary>The latest start or end in the lists 4 to 8: an earlier referral has led to it.</summary>
        public int Latest;

        /// <summary>Whether a row of those lists is open.</summary>
        public bool IsOpen;

        /// <summary>Whether a worker who holds the case was found.</summary>
        public bool IsHeld;
    }
}
