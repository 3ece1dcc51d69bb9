namespace Fairload.Web.Charts;
internal static class Placeholder;
