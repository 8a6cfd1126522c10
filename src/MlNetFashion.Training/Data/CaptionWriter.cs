using System.Globalization;
using MlNetFashion.Models;

namespace MlNetFashion.Training.Data;

/// <summary>Writes requests for training from facts: what a shopper may type, and which facts it pins down.</summary>
/// <remarks>Evaluation phrases its requests with other templates (MlNetFashion.Evaluation), so that a good figure means that the
/// words were understood, not the template learnt.</remarks>
sealed class CaptionWriter(FactVocabulary vocabulary)
{
    static readonly string[] s_openings =
    [
        "", "", "", "", "", "a ", "i want a ", "looking for a ", "i need a ", "do you have a ",
        "please find ", "searching for a ", "any ", "buy ", "my new ", "got any ", "where are the ", "can you get me a ", "i would love a ",
        "something like a ",
    ];

    static readonly string[] s_changeOpenings =
        ["", "", "the same but ", "same thing ", "this but ", "change it: ", "similar one ", "the same one ", "i like it, but ", "a version "];

    /// <summary>A request that pins down some of the item's facts.</summary>
    /// <param name="item">The item that is asked for.</param>
    /// <param name="random">Chooses facts and words.</param>
    /// <param name="wanted">Receives the facts asked for; −1 for the others.</param>
    public string Describe(TrainingItem item, Random random, Span<int> wanted)
    {
        wanted.Fill(-1);
        bool Take(Fact fact, double probability, Span<int> into)
        {
            if (item[fact] < 0 || random.NextDouble() >= probability)
                return false;
            into[(int)fact] = item[fact];
            return true;
        }

        bool type = Take(Fact.Type, 0.93, wanted);
        bool colour = Take(Fact.Colour, type ? 0.72 : 0.95, wanted);
        if (!type && !colour)
            type = Take(Fact.Type, 1, wanted);
        Take(Fact.Gender, 0.3, wanted);
        Take(Fact.Pattern, 0.45, wanted);
        Take(Fact.Sleeve, 0.35, wanted);
        Take(Fact.Length, 0.35, wanted);
        Take(Fact.Neckline, 0.3, wanted);
        Take(Fact.Usage, 0.12, wanted);
        Take(Fact.Season, 0.05, wanted);
        return Phrase(wanted, random);
    }

    /// <summary>A relative request: what changes from one picture to the next.</summary>
    /// <param name="change">The fact that changes.</param>
    /// <param name="from">Its value number in the reference picture, or −1.</param>
    /// <param name="to">Its value number in what is asked for.</param>
    /// <param name="random">Chooses the words.</param>
    public string Change(Fact change, int from, int to, Random random)
    {
        string wanted = vocabulary.Value(change, to);
        string? before = from >= 0 ? vocabulary.Value(change, from) : null;
        string phrase = Word(change, wanted, random);
        string[] ways = change switch
        {
            Fact.Colour =>
            [
                $"in {phrase}", $"in {phrase}", $"{phrase}", $"{phrase} instead", $"change the colour to {phrase}", $"make it {phrase}",
                    $"with {phrase} as the colour",
                before is null ? $"{phrase} please" : $"{phrase} instead of {before}", before is null ? $"{phrase} one" : $"not {before} but {phrase}",
                    $"{phrase} coloured", $"has {phrase} colour",
            ],
            Fact.Gender => [$"for {wanted}", $"for a {Person(wanted)}", $"the {wanted} version", $"{wanted} style", $"made for {wanted}"],
            Fact.Pattern => [$"{phrase}", $"make it {phrase}", $"with a {phrase} pattern", $"is {phrase}", before is null ? $"{phrase} please"
                : $"{phrase} rather than {before}"],
            Fact.Sleeve => wanted == "sleeveless"
                ? ["sleeveless", "without sleeves", "no sleeves", "make it sleeveless"]
                : [$"with {wanted} sleeves", $"{wanted} sleeves", $"{wanted} sleeved", $"has {wanted} sleeves", $"make the sleeves {wanted}"],
            Fact.Type => [$"as {phrase}", $"a {phrase} like this", $"{phrase} instead", $"turn it into {phrase}"],
            _ => [$"{phrase}", $"with {phrase}", $"make it {phrase}", $"{phrase} instead", $"has {phrase}"],
        };
        return s_changeOpenings[random.Next(s_changeOpenings.Length)] + ways[random.Next(ways.Length)];
    }

    /// <summary>The words of a pair, with the kind that stays before them where the pair is <see cref="TrainingPair.IsNamed"/> and the kind is known.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="target">Its item that is asked for.</param>
    /// <param name="words">What should be different; empty where the picture alone speaks.</param>
    public string Name(TrainingPair pair, TrainingItem target, string words) =>
        pair.IsNamed && target[Fact.Type] >= 0 ? SeenAttribute.Name(vocabulary.Value(Fact.Type, target[Fact.Type]), words) : words;

    string Phrase(ReadOnlySpan<int> wanted, Random random)
    {
        var before = new List<string>();
        var after = new List<string>();
        string? noun = wanted[(int)Fact.Type] < 0 ? null : Noun(vocabulary.Value(Fact.Type, wanted[(int)Fact.Type]), random);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] < 0 || i == (int)Fact.Type)
                continue;
            var fact = (Fact)i;
            string value = vocabulary.Value(fact, wanted[i]);
            string word = Word(fact, value, random);
            bool behind = random.NextDouble() < 0.3;
            switch (fact)
            {
                case Fact.Gender when behind: after.Add($"for {value}"); break;
                case Fact.Gender: before.Insert(0, random.Next(3) == 0 ? value : Possessive(value)); break;
                case Fact.Colour when behind: after.Insert(0, $"in {word}"); break;
                case Fact.Usage when behind: after.Add($"for {value} wear"); break;
                case Fact.Season when behind: after.Add($"for {value}"); break;
                case Fact.Sleeve when value != "sleeveless": after.Add(random.Next(2) == 0 ? $"with {value} sleeves" : $"{value} sleeved"); break;
                case Fact.Neckline: after.Add(random.Next(2) == 0 ? $"with {word}" : word); break;
                default: before.Add(word); break;
            }
        }

        if (before.Count > 1 && random.Next(4) == 0)
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(before));
        string core = string.Join(' ', noun is null ? [.. before, .. after] : (string[])[.. before, noun, .. after]);
        return s_openings[random.Next(s_openings.Length)] + core;
    }

    static string Noun(string type, Random random)
    {
        IReadOnlyList<string> synonyms = TypeWords.Synonyms(type);
        if (synonyms.Count > 0 && random.NextDouble() < 0.25)
            return synonyms[random.Next(synonyms.Count)];
        return random.NextDouble() < 0.3 ? TypeWords.Plural(type) : type;
    }

    static string Word(Fact fact, string value, Random random) => fact switch
    {
        Fact.Colour => value switch
        {
            "grey" when random.Next(4) == 0 => "gray",
            "navy blue" => random.Next(3) switch { 0 => "navy", 1 => "dark blue", _ => value },
            "multi" => random.Next(2) == 0 ? "multicoloured" : "multi coloured",
            "grey melange" => random.Next(2) == 0 ? "grey melange" : "heather grey",
            "white" or "black" or "red" when random.Next(20) == 0 => $"pure {value}",
            _ => value,
        },
        Fact.Pattern => value switch
        {
            "solid" => random.Next(2) == 0 ? "plain" : value,
            "striped" when random.Next(4) == 0 => "stripy",
            "checked" when random.Next(3) == 0 => "plaid",
            "dotted" when random.Next(3) == 0 => "polka dot",
            "floral" when random.Next(4) == 0 => "flowery",
            _ => value,
        },
        Fact.Length => value.Contains(' ') || value is "full" or "cropped" ? value : random.Next(2) == 0 ? $"{value} length" : value,
        Fact.Neckline => value switch
        {
            "round" => random.Next(2) == 0 ? "round neck" : "crew neck",
            "v-neck" => random.Next(2) == 0 ? "v-neck" : "a v neck",
            _ => value,
        },
        _ => value,
    };

    static string Possessive(string gender) => gender.EndsWith('s') ? $"{gender}'" : $"{gender}'s";

    static string Person(string gender) => gender switch
    {
        "men" => "man",
        "women" => "woman",
        "boys" => "boy",
        "girls" => "girl",
        _ => string.Create(CultureInfo.InvariantCulture, $"{gender} person"),
    };
}
