using System.Text;
using Fairload.App.Labels;

namespace Fairload.App.Tests.Labels;

public sealed class LabelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fairload-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_come_back_in_their_order_with_their_other_columns_and_a_code()
    {
        var read = Read("\ufeffnote,Raw_Label,LIST,column\r\n\"a, \"\"b\"\"\",CIN plan,list 6 , case  STATUS\r\n,xyz,List 6,Case Status\r\n1,Police,List 99,Contact Source\r\n2,Anna,List 6,Allocated Worker\r\n");

        Assert.Equal(["note", "Raw_Label", "LIST", "column", "code"], read.Columns);
        Assert.Equal(
            [
                ["a, \"b\"", "CIN plan", "list 6 ", " case  STATUS", "c) Child in need plan"],
                ["", "xyz", "List 6", "Case Status", ""],
                ["1", "Police", "List 99", "Contact Source", "g) Police"],
                ["2", "Anna", "List 6", "Allocated Worker", ""],
            ],
            read.Rows);
    }

    [Fact]
    public void A_column_code_that_is_there_is_written_anew()
    {
        var read = Read("list,column,raw_label,code\nList 6,Case Status,LAC,wrong\n");
        Assert.Equal(["list", "column", "raw_label", "code"], read.Columns);
        Assert.Equal("a) Looked after child", read.Rows[0][3]);
    }

    [Fact]
    public void A_short_row_is_blank_where_it_ends() => Assert.Equal(["List 6", "", "", ""], Read("list,column,raw_label\nList 6\n").Rows[0]);

    [Theory]
    [InlineData("list,column\nList 6,Case Status\n", "no column 'raw_label'")]
    [InlineData("", "no column 'column'")]
    [InlineData("list,column,raw_label\nList 6,Case Status,a,b\n", "row 2")]
    public void What_is_no_such_table_is_refused_in_a_sentence(string text, string says) =>
        Assert.Contains(says, Assert.ThrowsAny<Refused>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.Throws<Refused>(() => LabelFile.Read(Path.Combine(_folder, "none.csv"), ShippedLabels.Normaliser, default));

    private LabelFile Read(string text)
    {
        var path = Path.Combine(_folder, "labels.csv");
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return LabelFile.Read(path, ShippedLabels.Normaliser, default);
    }
}
