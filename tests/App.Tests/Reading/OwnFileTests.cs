using Fairload.App.Imports;
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

    [Fact]
    public void No_room_to_wait_in_is_said_with_the_folder_and_what_to_do()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Linux's own file that is always full.
        using var full = new OwnFile("/dev/full", new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });
        foreach (var write in (Action[])[() => full.Write("a row"u8), () => full.Write([1, 2], 0, 2), () => full.WriteByte(1)])
        {
            var refused = Assert.Throws<ImportRefused>(write);
            Assert.Contains($"no room left in {Path.GetTempPath()}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("nothing was changed", refused.Message, StringComparison.Ordinal);
        }
    }
}
