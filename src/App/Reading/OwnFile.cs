using Fairload.App.Imports;

namespace Fairload.App.Reading;

/// <summary>Room on disk for what is too large for memory and must be read again: nobody else can open it, and it goes when it is closed.</summary>
internal sealed class OwnFile : FileStream
{
    internal OwnFile(string path, FileStreamOptions options)
        : base(path, options)
    {
    }

    /// <summary>A new, empty one. Unbuffered: whoever writes little at a time puts a buffer before it.</summary>
    /// <exception cref="ImportRefused">It cannot be made, or a later write finds no room.</exception>
    public static OwnFile New()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            if (OperatingSystem.IsWindows())
            {
                return new OwnFile(path, Options(FileOptions.DeleteOnClose));
            }

            // Its name goes at once, so that a program that is killed leaves nothing behind: it is about children.
            var options = Options(FileOptions.None);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new OwnFile(path, options);
            File.Delete(path);
            return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NoRoom(e);
        }
    }

    /// <inheritdoc/>
    public override void WriteByte(byte value) => Write([value], 0, 1);

    /// <inheritdoc/>
    /// <remarks>Writing of spans comes here too, as in any class made from <see cref="FileStream"/>.</remarks>
    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            base.Write(buffer, offset, count);
        }
        catch (IOException e)
        {
            throw NoRoom(e);
        }
    }

    private static FileStreamOptions Options(FileOptions how) => new()
    {
        Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = how, BufferSize = 0,
    };

    private static ImportRefused NoRoom(Exception cause) => new(ImportTexts.All["NoRoomForWork", Path.GetTempPath()], cause: cause);
}
