namespace Fairload.App.Reading;

/// <summary>Room on disk for what is too large for memory and must be read again: nobody else can open it, and it goes when it is closed.</summary>
internal static class OwnFile
{
    /// <summary>A new, empty one.</summary>
    public static FileStream New()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, Options(FileOptions.DeleteOnClose));
        }

        // Its name goes at once, so that a program that is killed leaves nothing behind: it is about children.
        var options = Options(FileOptions.None);
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return file;
    }

    private static FileStreamOptions Options(FileOptions how) => new()
    {
        Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = how, BufferSize = 128 * 1024,
    };
}
