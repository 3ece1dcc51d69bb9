using System.IO.Compression;
using System.Text;
using Fairload.App.Imports;
using Fairload.App.Reading;

namespace Fairload.App.Tests.Reading;

/// <summary>What is read of a folder, of a zip, and of files that a person names.</summary>
public sealed class GivenFilesTests : IDisposable
{
    private static readonly byte[] Old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1024]];
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-given-").FullName;

    [Fact]
    public void A_stray_file_in_a_folder_is_left_aside_and_the_rest_is_read()
    {
        Book("lists.xlsx");
        Write("table.csv", "a,b\n1,2\n");
        Write("census.xml", "<Message/>");
        Write("feed.json", "{}");
        Write("letter.docx", "PK");
        Write("plan.pdf", "%PDF");
        File.WriteAllBytes(At("old.xls"), Old);
        File.WriteAllBytes(At("locked.xlsx"), Locked());
        Write("cut.xlsx", "PK\u0003\u0004 and then nothing");
        Write("cut.zip", "PK\u0003\u0004 and then nothing");
        Write(".DS_Store", "x");
        Write("~$lists.xlsx", "x");
        using var given = GivenFiles.At([_folder]);
        Assert.Equal(["census.xml", "feed.json", "lists.xlsx", "table.csv"], given.All.Select(f => f.Name).Where(n => n[0] != '~'));
        Assert.Equal(
            [
                ("cut.xlsx", "ZipDamaged"), ("cut.zip", "ZipDamaged"), ("letter.docx", "OtherFile"), ("locked.xlsx", "WorkbookLocked"), ("old.xls", "OtherFile"), ("plan.pdf", "OtherFile"),
            ],
            given.Left.Select(l => (l.Name, l.Why)).OrderBy(l => l.Name, StringComparer.Ordinal));
        Assert.Equal(["lists.xlsx"], given.All.Where(f => f.IsWorkbook).Select(f => f.Name));
    }

    [Fact]
    public void A_workbook_in_a_zip_is_read_there()
    {
        Book("lists.xlsx");
        File.WriteAllBytes(At("locked.xlsx"), Locked());
        Write("notes.txt", "x");
        var zip = _folder + ".zip";
        ZipFile.CreateFromDirectory(_folder, zip);
        try
        {
            using var given = GivenFiles.At([zip]);
            var file = Assert.Single(given.All);
            using var book = Workbook.Open(file);
            Assert.Equal("Here", Assert.Single(book.Sheets).Name);
            Assert.Equal([("locked.xlsx", "WorkbookLocked"), ("notes.txt", "OtherFile")], given.Left.Select(l => (l.Name, l.Why)));
        }
        finally
        {
            File.Delete(zip);
        }
    }

    [Theory]
    [InlineData("old.xls", "save it as .xlsx")]
    [InlineData("locked.xlsx", "locked with a password")]
    [InlineData("binary.xlsb", "binary workbook")]
    [InlineData("sheet.ods", "not an .xlsx workbook")]
    [InlineData("letter.docx", "not an .xlsx workbook")]
    [InlineData("cut.xlsx", "damaged")]
    [InlineData("hollow.xlsx", "not an .xlsx workbook")]
    public void A_file_that_is_named_must_be_one_that_is_read(string name, string says)
    {
        switch (name)
        {
            case "old.xls": File.WriteAllBytes(At(name), Old); break;
            case "locked.xlsx": File.WriteAllBytes(At(name), Locked()); break;
            case "cut.xlsx": Write(name, "PK\u0003\u0004 and then nothing"); break;
            case "binary.xlsb": Zip(name, "[Content_Types].xml", "xl/workbook.bin"); break;
            case "sheet.ods": Zip(name, "mimetype", "content.xml"); break;
            case "letter.docx": Zip(name, "[Content_Types].xml", "word/document.xml"); break;
            default: Zip(name, "[Content_Types].xml"); break;
        }

        var refused = Assert.Throws<ImportRefused>(() => GivenFiles.At([At(name)]));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.Contains(name, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_file_holds_and_not_its_name_says_whether_it_is_read(bool inZip)
    {
        Write("part.txt", "CHILD,DOB,DUC\n");
        Write("table", "\n\nhousehold_id;start\nH1;2026-01-01\n");
        Write("feed.dat", "[{\"la_child_id\":\"C1\"}]");
        Write("census.dat", "<?xml version=\"1.0\"?><Message><Collection>CIN</Collection></Message>");
        Write("README.txt", "Read me, \"please\n\nworker_id,start\n");
        Write("holiday.txt", "name,from,until\nAnn,1,2\n");
        Write("picture.png", "\u0000\u0001\u0002");
        Write("nothing.bin", "");
        Write("long.log", new string('x', 5 << 20));
        Book("no lists.bak");
        var zip = _folder + ".zip";
        if (inZip)
        {
            ZipFile.CreateFromDirectory(_folder, zip);
        }

        try
        {
            using var given = GivenFiles.At([inZip ? zip : _folder]);
            Assert.Equal(["census.dat", "feed.dat", "part.txt", "table"], given.All.Select(file => file.Name));
            Assert.Equal(
                ["README.txt", "holiday.txt", "long.log", "no lists.bak", "nothing.bin", "picture.png"],
                given.Left.Select(left => left.Name).Order(StringComparer.Ordinal));
            Assert.All(given.Left, left => Assert.Equal("OtherFile", left.Why));
        }
        finally
        {
            File.Delete(zip);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Locked()
    {
        var bytes = (byte[])Old.Clone();
        Encoding.Unicode.GetBytes("EncryptedPackage").CopyTo(bytes, 600);
        return bytes;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private void Book(string name) => new BookBuilder().Sheet("Here", ["x"]).Save(At(name));

    private void Zip(string name, params string[] entries)
    {
        using var zip = ZipFile.Open(At(name), ZipArchiveMode.Create);
        foreach (var entry in entries)
        {
            using var stream = zip.CreateEntry(entry).Open();
            stream.Write("<x/>"u8);
        }
    }
}
