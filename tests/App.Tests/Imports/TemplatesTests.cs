using Fairload.App.Imports.Plain;
using Fairload.App.Store;
using FactAttribute = Xunit.FactAttribute;

namespace Fairload.App.Tests.Imports;

public sealed class TemplatesTests
{
    [Fact]
    public async Task An_example_row_of_every_template_is_of_its_kind_and_loads()
    {
        foreach (var template in Templates.All)
        {
            await using var store = await TestStore.Open(StoreEngine.Sqlite);
            using (var ssd = SsdFolder.Small().Change("ssd_person", 0, "pers_person_id", "C1001").Change("ssd_family", 0, "fami_person_id", "C1001").Change("ssd_involvements", 0, "invo_person_id", "C1001"))
            {
                await store.Import(ssd.Write());
            }

            var path = Path.Combine(store.Folder, "filled-in.csv");
            File.WriteAllText(path, template.Csv + string.Join(',', template.Columns.Select(column => column.Example)) + "\r\n");
            var report = await store.Import(path);
            Assert.Equal((template.Kind, 1L, 0L), (report.Kind, report.Files[0].Rows, report.Files[0].Rejected));
            Assert.DoesNotContain(report.Problems, problem => problem.Column is not ("manager_id" or "start" or "first_day"));
        }
    }

    [Fact]
    public void Every_column_says_what_stands_in_it() =>
        Assert.All(Templates.All.SelectMany(template => template.Columns), column => Assert.True(column.Meaning.Length > 5 && column.Name.Length > 2));

    [Fact]
    public void A_word_that_is_no_kind_has_no_template() => Assert.Null(Templates.Find("ssd"));
}
