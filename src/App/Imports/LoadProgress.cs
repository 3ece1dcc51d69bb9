using Fairload.App.Reading;

namespace Fairload.App.Imports;

/// <summary>How far all of it has come: formats are read first, then tables are loaded; each is one half where there are formats.</summary>
internal sealed class LoadProgress(IProgress<ImportProgress>? progress, FoundFiles found, CancellationToken cancel)
{
    private readonly long _toTranslate = found.Formatted.Sum(f => f.File.Length);
    private readonly HashSet<TableFile> _ended = [];
    private long _translated;
    private long _toLoad;
    private long _loaded;
    private long _rows;

    /// <summary>How much there is to load, as the lengths of all tables say it.</summary>
    public void Expect(long length) => _toLoad = length;

    /// <summary>The file, whose reading moves the progress on and stops when the import is cancelled.</summary>
    public GivenFile Watch(GivenFile file) => file with
    {
        Open = () => new WatchedStream(file.Open(), read =>
        {
            cancel.ThrowIfCancellationRequested();
            _translated += read;
            progress?.Report(new ImportProgress(file.Name, 0, Math.Min(1, _translated / (double)_toTranslate) / 2));
        }),
    };

    /// <summary>A table was read so far.</summary>
    /// <param name="table">The table.</param>
    /// <param name="rows">The rows read of it.</param>
    /// <param name="share">Its share that was read, from 0 to 1.</param>
    public void Tell(TableFile table, long rows, double share)
    {
        if (share >= 1 && _ended.Add(table))
        {
            (_rows, _loaded, rows, share) = (_rows + rows, _loaded + table.Length, 0, 0);
        }

        var loaded = _toLoad == 0 ? 1 : Math.Min(1, (_loaded + (share * table.Length)) / _toLoad);
        progress?.Report(new ImportProgress(table.File, _rows + rows, _toTranslate == 0 ? loaded : (1 + loaded) / 2));
    }
}
