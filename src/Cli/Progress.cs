namespace Fairload.Cli;

/// <summary>One line on a terminal's error stream that says how far long work has come; silent where nobody looks.</summary>
internal sealed class ProgressLine<T>(Func<T, string> say) : IProgress<T>, IDisposable
{
    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _width;

    public void Report(T value)
    {
        if (_shown)
        {
            var text = say(value);
            Console.Error.Write("\r" + text.PadRight(_width));
            _width = text.Length;
        }
    }

    public void Dispose()
    {
        if (_width > 0)
        {
            Console.Error.Write("\r" + new string(' ', _width) + "\r");
        }
    }
}
