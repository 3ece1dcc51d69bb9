using System.Security.Cryptography;

namespace Fairload.App.Jobs;

/// <summary>A file that a person sent, on disk under a random name.</summary>
/// <param name="Id">The random name.</param>
/// <param name="Name">The name the person's file had: only shown, never used as a path.</param>
public sealed record Upload(string Id, string Name);

/// <summary>Files that people sent, kept in the data folder's <c>uploads</c> until they are loaded.</summary>
/// <param name="dataFolder">The data folder.</param>
public sealed class Uploads(string dataFolder)
{
    private readonly string _folder = Path.Combine(dataFolder, "uploads");

    /// <summary>Saves what a stream holds, up to <paramref name="most"/> bytes.</summary>
    /// <exception cref="Refused">It is larger, or there is no room for it.</exception>
    public async Task<Upload> Save(Stream content, string name, long most, CancellationToken cancel)
    {
        Directory.CreateDirectory(_folder);
        var upload = new Upload(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Plain(name));
        var path = PathOf(upload);
        try
        {
            var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (file.ConfigureAwait(false))
            {
                var buffer = new byte[128 * 1024];
                long written = 0;
                int read;
                while ((read = await content.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
                {
                    written += read;
                    if (written > most)
                    {
                        throw new Refused(JobTexts.All["UploadTooLarge", upload.Name, most >> 20]);
                    }

                    await file.WriteAsync(buffer.AsMemory(0, read), cancel).ConfigureAwait(false);
                }
            }

            return upload;
        }
        catch (Exception e)
        {
            File.Delete(path);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new Refused(JobTexts.All["UploadFailed", upload.Name], e);
            }

            throw;
        }
    }

    /// <summary>Where an upload lies.</summary>
    public string PathOf(Upload upload)
    {
        // The id comes back from a form: anything but the name that was given out must not become a path.
        if (upload.Id.Length != 32 || !upload.Id.All(char.IsAsciiHexDigitLower))
        {
            throw new Refused(JobTexts.All["UploadGone", upload.Name]);
        }

        return Path.Combine(_folder, upload.Id);
    }

    /// <summary>Whether an upload is still here.</summary>
    public bool Has(Upload upload) => File.Exists(PathOf(upload));

    /// <summary>Where every problem found in uploads that belong together is written, beside the first of them.</summary>
    public string ProblemsPath(IReadOnlyList<Upload> together) => PathOf(together[0]) + ".problems.csv";

    /// <summary>Removes uploads that belong together, with the list of their problems; what is gone already is no fault.</summary>
    public void Remove(IReadOnlyList<Upload> together)
    {
        if (together.Count > 0 && Directory.Exists(_folder))
        {
            File.Delete(ProblemsPath(together));
            foreach (var upload in together)
            {
                File.Delete(PathOf(upload));
            }
        }
    }

    /// <summary>Removes uploads that nobody loaded before <paramref name="before"/> (UTC).</summary>
    public void RemoveOlder(DateTime before)
    {
        if (Directory.Exists(_folder))
        {
            foreach (var file in Directory.EnumerateFiles(_folder).Where(f => File.GetLastWriteTimeUtc(f) < before))
            {
                File.Delete(file);
            }
        }
    }

    private static string Plain(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return new string([.. last.Where(c => !char.IsControl(c)).Take(200)]) is { Length: > 0 } plain ? plain : "file";
    }
}
