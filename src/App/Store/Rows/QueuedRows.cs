using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text;
using Fairload.App.Store.Tables;
using Fairload.Core.Cases;

namespace Fairload.App.Store.Rows;

/// <summary>
/// Hands what is to be written to a thread of its own, so that a file is read and compared while the rows before are
/// written. Only between <see cref="Begin"/> and <see cref="Finish"/>; everything else goes straight to the inner
/// store, when nothing is under way: one connection is never used from two sides at once.
/// </summary>
internal sealed class QueuedRows(RowStore inner, int council) : RowStore(council)
{
    private const int BatchSize = 1024;
    private const int MostBatches = 8;

    private readonly ConcurrentBag<Batch> _free = [];
    private BlockingCollection<Batch>? _full;
    private Task? _writer;
    private Batch _batch = new();
    private volatile ExceptionDispatchInfo? _failure;

    private enum Work
    {
        Insert,
        Change,
        Child,
        Worker,
    }

    public override void Scan(RecordKind kind, Source? source, Action<Draft, bool> each) => inner.Scan(kind, source, each);

    public override void ScanIdentities(Subject subject, Action<string, byte[], int> each) => inner.ScanIdentities(subject, each);

    public override void Begin(RecordKind kind, Source source, int file, bool empty)
    {
        inner.Begin(kind, source, file, empty);
        var full = new BlockingCollection<Batch>(MostBatches);
        _full = full;
        _writer = Task.Factory.StartNew(
            () => Write(full), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override void Insert(Draft row, long id) => Add(Work.Insert, row, id);

    public override void Change(Draft row) => Add(Work.Change, row, 0);

    public override void SetIdentity(Subject subject, string system, ReadOnlySpan<byte> id, int number)
    {
        if (_full is null)
        {
            inner.SetIdentity(subject, system, id, number);
            return;
        }

        var draft = Next(subject == Subject.Child ? Work.Child : Work.Worker, number);
        draft.Clear(0);
        draft.Set(Text.Code, Encoding.ASCII.GetBytes(system));
        draft.Set(Text.Key, id);
        Send();
    }

    public override void Finish()
    {
        if (_full is not null)
        {
            _full.Add(_batch);
            _batch = new Batch();
            EndWriter();
            _failure?.Throw();
        }

        inner.Finish();
    }

    public override void Withdraw(RecordKind kind, Source source, IReadOnlyList<byte[]> keys, DateOnly from) => inner.Withdraw(kind, source, keys, from);

    protected override void Dispose(bool disposing)
    {
        EndWriter();
        inner.Dispose();
        base.Dispose(disposing);
    }

    private void EndWriter()
    {
        _full?.CompleteAdding();
        _writer?.Wait();
        _full?.Dispose();
        (_full, _writer) = (null, null);
    }

    private void Add(Work work, Draft row, long id)
    {
        Next(work, id).CopyFrom(row);
        Send();
    }

    private Draft Next(Work work, long number)
    {
        _failure?.Throw();
        var at = _batch.Count++;
        (_batch.Works[at], _batch.Numbers[at]) = (work, number);
        return _batch.Drafts[at] ??= new Draft(256);
    }

    private void Send()
    {
        if (_batch.Count == BatchSize)
        {
            _full!.Add(_batch);
            _batch = _free.TryTake(out var free) ? free : new Batch();
        }
    }

    private void Write(BlockingCollection<Batch> full)
    {
        // After a failure the rest is taken and dropped, so that the reading side never waits for room.
        foreach (var batch in full.GetConsumingEnumerable())
        {
            try
            {
                if (_failure is null)
                {
                    Write(batch);
                }
            }
#pragma warning disable CA1031 // It is thrown on the reading side, where the import is undone.
            catch (Exception e)
#pragma warning restore CA1031
            {
                _failure = ExceptionDispatchInfo.Capture(e);
            }

            batch.Count = 0;
            _free.Add(batch);
        }
    }

    private void Write(Batch batch)
    {
        for (var i = 0; i < batch.Count; i++)
        {
            var (draft, number) = (batch.Drafts[i], batch.Numbers[i]);
            switch (batch.Works[i])
            {
                case Work.Insert:
                    inner.Insert(draft, number);
                    break;
                case Work.Change:
                    inner.Change(draft);
                    break;
                default:
                    inner.SetIdentity(
                        batch.Works[i] == Work.Child ? Subject.Child : Subject.Worker, Encoding.ASCII.GetString(draft[Text.Code]), draft[Text.Key], (int)number);
                    break;
            }
        }
    }

    private sealed class Batch
    {
        public Draft[] Drafts { get; } = new Draft[BatchSize];

        public Work[] Works { get; } = new Work[BatchSize];

        public long[] Numbers { get; } = new long[BatchSize];

        public int Count { get; set; }
    }
}
