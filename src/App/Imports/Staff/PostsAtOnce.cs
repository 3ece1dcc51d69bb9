using Fairload.App.Reading;
using Fairload.App.Store.Rows;

namespace Fairload.App.Imports.Staff;

/// <summary>
/// Notices posts of one worker over the same days. Only the one that started last counts (<see cref="Fairload.Core.People.Worker.PostOn"/>): to add
/// their hours would be a guess, since mostly somebody forgot to end the first. So each is told, with what was taken.
/// </summary>
internal sealed class PostsAtOnce(ProblemLog problems)
{
    private readonly Dictionary<int, List<Span>> _posts = [];

    /// <summary>Takes a post that will be kept, and what its file calls the day that it starts.</summary>
    public void Meet(Draft post, string file, string start)
    {
        if (!_posts.TryGetValue(post.Worker, out var posts))
        {
            _posts.Add(post.Worker, posts = []);
        }

        posts.Add(new Span(post.From == Draft.NoDay ? int.MinValue : post.From, post.Until == Draft.NoDay ? int.MaxValue : post.Until, file, post.Row, start));
    }

    /// <summary>Tells those that were met, and forgets them.</summary>
    public void Tell()
    {
        foreach (var posts in _posts.Values.Where(posts => posts.Count > 1))
        {
            var ordered = posts.OrderBy(post => post.From).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                var post = ordered[i];
                var before = ordered.FindLastIndex(i - 1, other => post.From < post.Until && post.From < other.Until && other.From < other.Until);
                if (before >= 0)
                {
                    Tell(post, ordered[before]);
                }
            }
        }

        _posts.Clear();
    }

    private void Tell(Span post, Span other)
    {
        var place = ImportTexts.All["AtRow", other.Row];
        problems.Add(
            post.File, post.Row, post.Start, [], Severity.Warning, post.From == other.From ? "TwoPostsOneStart" : "TwoPosts",
            other.File == post.File ? place : $"{other.File}, {place}");
    }

    private readonly record struct Span(int From, int Until, string File, int Row, string Start);
}
