using Fairload.App.Labels;

namespace Fairload.App.Tests.Labels;

public sealed class LabelReaderTests
{
    [Fact]
    public void What_the_council_answered_comes_before_the_vocabulary()
    {
        var reader = new LabelReader(ShippedLabels.Normaliser, new Dictionary<(string, string), string?>
        {
            [("case-status", "blue folder")] = "c) Child in need plan",
            [("case-status", "cpp")] = null,
        });

        Assert.Equal("c) Child in need plan", reader.Code("List 6", "Case Status", " BLUE\u00a0 Folder"));
        Assert.Null(reader.Code("List 6", "Case Status", "CPP"));
        Assert.Equal("a) Looked after child", reader.Code("List 6", "Case Status", "LAC"));
        Assert.Empty(reader.Unread);
    }

    [Fact]
    public void What_nobody_knows_is_counted_by_list_and_column()
    {
        var reader = new LabelReader(ShippedLabels.Normaliser);
        foreach (var label in new[] { "xyz", "LAC", " xyz ", "", null, "pqr" })
        {
            reader.Code("List 6", "Case Status", label);
        }

        reader.Code("List 8", "Placement Type", "xyz");
        Assert.Equal(
            [new UnreadLabel("List 6", "Case Status", "xyz", 2), new UnreadLabel("List 6", "Case Status", "pqr", 1), new UnreadLabel("List 8", "Placement Type", "xyz", 1)],
            reader.Unread);
        Assert.Equal([("List 6", "Case Status"), ("List 8", "Placement Type")], reader.Asked);
    }

    [Theory]
    [InlineData("Allocated Worker", "Anna Example")]
    [InlineData("Child Unique ID", "123")]
    [InlineData("Organisation completing assessment", "A school")]
    [InlineData("", "Anna Example")]
    public void A_column_that_holds_no_codes_is_never_counted(string column, string value)
    {
        var reader = new LabelReader(ShippedLabels.Normaliser);
        Assert.Null(reader.Code("List 6", column, value));
        Assert.Empty(reader.Unread);
        Assert.Empty(reader.Asked);
    }

    [Fact]
    public void A_long_label_is_cut_and_an_answer_still_finds_it()
    {
        var sentence = string.Concat(Enumerable.Repeat("qwerty ", 40));
        var reader = new LabelReader(ShippedLabels.Normaliser);
        reader.Code("List 6", "Case Status", sentence);
        var kept = Assert.Single(reader.Unread).Label;
        Assert.Equal(LabelReader.Longest, kept.Length);

        var answered = new LabelReader(ShippedLabels.Normaliser, new Dictionary<(string, string), string?> { [("case-status", LabelReader.KeyOf(kept))] = "e) Closed episode" });
        Assert.Equal("e) Closed episode", answered.Code("List 6", "Case Status", sentence));
    }

    [Fact]
    public void A_column_full_of_different_words_fills_no_memory()
    {
        var reader = new LabelReader(ShippedLabels.Normaliser);
        for (var i = 0; i < (LabelReader.Most * 2) + 5; i++)
        {
            reader.Code("List 6", "Case Status", "zq" + i);
        }

        Assert.Equal(LabelReader.Most, reader.Unread.Count);
    }

    [Fact]
    public void What_a_system_writes_for_no_code_is_no_value_and_no_question()
    {
        var reader = new LabelReader(ShippedLabels.Normaliser);
        Assert.Null(reader.Code("List 8", "Reason Ceased to be Looked After", "X1"));
        Assert.Empty(reader.Unread);
    }
}
