using System.Text;

namespace MlNetFashion.Web;

/// <summary>Names of attributes as people write them: "SecondColour", "second_colour" and "second-colour" are "Second colour".</summary>
static class AttributeLabel
{
    /// <summary>A name with its words apart. Capitals that stand together stay ("SKU", "EANCode" is "EAN code"), and so does a name that has spaces: that was
    /// written for people.</summary>
    public static string Of(string name)
    {
        var label = new StringBuilder(name.Length + 4);
        foreach (string word in name.Any(char.IsWhiteSpace) ? [name.Trim()] : Words(name))
        {
            if (label.Length > 0)
                label.Append(' ');
            bool isName = word.Length > 1 && word.All(letter => !char.IsLower(letter)) || word.Any(char.IsWhiteSpace);
            label.Append(isName ? word : label.Length == 0 ? $"{char.ToUpperInvariant(word[0])}{word[1..].ToLowerInvariant()}" : word.ToLowerInvariant());
        }

        return label.Length == 0 ? name : Capital(label.ToString());
    }

    static string Capital(string label) => char.IsLower(label[0]) ? $"{char.ToUpperInvariant(label[0])}{label[1..]}" : label;

    // A word ends before a separator, before a capital that follows a small letter, and before the last of several capitals that a small letter follows.
    static IEnumerable<string> Words(string name)
    {
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool ends = i == name.Length || IsSeparator(name[i]) || IsSeparator(name[i - 1])
                || (char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))));
            if (!ends)
                continue;
            if (!IsSeparator(name[start]))
                yield return name[start..i];
            start = i;
        }
    }

    static bool IsSeparator(char letter) => letter is '_' or '-' or '.';
}
