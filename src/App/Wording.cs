using System.Globalization;
using System.Resources;

namespace Fairload.App;

/// <summary>The sentences of one resource file. What a person reads is written there, not in the code.</summary>
internal sealed class Wording(string name)
{
    private readonly ResourceManager _texts = new("Fairload.App." + name, typeof(Wording).Assembly);

    /// <summary>The sentence of a key, with its values filled in.</summary>
    public string this[string key, params object?[] values]
    {
        get
        {
            var text = _texts.GetString(key, CultureInfo.InvariantCulture)
                ?? throw new ArgumentException("No text for " + key, nameof(key));
            return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
        }
    }
}
