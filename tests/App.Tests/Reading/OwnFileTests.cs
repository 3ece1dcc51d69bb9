using Fairload.App.Reading;

namespace Fairload.App.Tests.Reading;

public sealed class OwnFileTests
{
    [Fact]
    public void What_waits_on_disk_has_no_name_by_which_anybody_could_find_it()
    {
        using var file = OwnFile.New();
        file.Write("a child's row"u8);
        file.Flush();
        Assert.Equal(OperatingSystem.IsWindows(), File.Exists(file.Name));
        file.Position = 0;
        Assert.Equal((byte)'a', file.ReadByte());
    }
}
