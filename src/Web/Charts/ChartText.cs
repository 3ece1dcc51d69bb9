namespace Fairload.Web.Charts;

/// <summary>Names the resource file of the words in charts and in the tables of their figures.</summary>
public sealed class ChartText;
