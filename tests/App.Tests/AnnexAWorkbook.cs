using System.IO.Compression;
using System.Text;

namespace Fairload.App.Tests;

/// <summary>An Annex A workbook of two lists, with a row for each child in need and for each child with a plan.</summary>
internal static class AnnexAWorkbook
{
    private static readonly string[] InNeed =
    [
        "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Does the Child have a Disability", "CIN Start Date", "Primary Need Code",
        "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status", "Allocated Team", "Allocated Worker",
    ];

    private static readonly string[] WithPlan =
    [
        "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Does the Child have a Disability", "Child Protection Plan Start Date",
        "Initial Category of Abuse", "Latest Category of Abuse", "Date of the Last Statutory Visit", "Was the Child Seen Alone?", "Date of latest review conference",
        "Child Protection Plan End Date", "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans", "Allocated Team", "Allocated Worker",
    ];

    /// <summary>Writes it into a folder and gives its path; <paramref name="status"/> is what stands as the status of every child in need.</summary>
    public static string Write(
        string folder, string name, IEnumerable<(string Child, string Team, string Worker)> inNeed, IEnumerable<(string Child, string Start, string Team, string Worker)> withPlan,
        string status = "c) Child in need plan")
    {
        var path = Path.Combine(folder, name);
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""");
        Part(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        Part(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List 6" sheetId="1" r:id="rId1"/><sheet name="List 7" sheetId="2" r:id="rId2"/></sheets></workbook>""");
        Part(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>""");
        Part(zip, "xl/worksheets/sheet1.xml", Sheet(InNeed, inNeed.Select(one => new[] { one.Child, "a) Male", "", "02/04/2015", "10", "N", "05/01/2026", "N1", "", "", "", status, one.Team, one.Worker })));
        Part(zip, "xl/worksheets/sheet2.xml", Sheet(WithPlan, withPlan.Select(one => new[] { one.Child, "a) Male", "", "02/04/2015", "10", "N", one.Start, "a) Neglect", "a) Neglect", "", "", "", "", "N", "0", one.Team, one.Worker })));
        return path;
    }

    private static string Sheet(string[] header, IEnumerable<string[]> rows)
    {
        var sheet = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        foreach (var row in rows.Prepend(header))
        {
            sheet.Append("<row>").AppendJoin("", row.Select(cell => $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(cell)}</t></is></c>")).Append("</row>");
        }

        return sheet.Append("</sheetData></worksheet>").ToString();
    }

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open());
        part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""" + text);
    }
}
