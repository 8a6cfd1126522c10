using System.Text.RegularExpressions;
using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Conversations;

/// <summary>Takes apart what somebody says.</summary>
static partial class UtteranceReader
{
    // What people say around a state, and what is no part of it.
    static readonly HashSet<string> s_small = [.. """
        a an the this that these those it its one ones some any of in on at to for with from by as and or but so is are was be been being am im i'm i
        i'd id i'll ill we you me my us your our their they them he she his her want wants wanted need needs needed like likes liked love loves would
        could should can may might will shall do does did done have has had got get gets give gives show shows see find look looks looking search
        searching please thanks thank hello hi hey ok okay yes no not well oh hm hmm what how about which where when why who there here something
        anything else thing things stuff item items same other another also too then now instead make makes made turn change rather prefer preferably
        maybe perhaps just really very quite bit little lot kind sort type style colour color similar only must if more most less even still good
        great nice perfect beautiful pretty lovely bad let lets let's go going buy wear wearing put am try again without than such these's that's
        thats it's dont don't doesn't doesnt isn't isnt shop shopping come comes sleeve sleeves length neck keep all every each version add remove
        lose replace swap bring
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Takes an utterance apart.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="understanding">Reads requests.</param>
    /// <param name="onCatalogue">Leaves out of what was read what is nothing in this catalogue.</param>
    /// <param name="canPoint">Whether items are shown that could be pointed at.</param>
    public static Utterance Read(string text, QueryUnderstanding understanding, Func<UnderstoodQuery, UnderstoodQuery> onCatalogue, bool canPoint)
    {
        if (Kind(text) is var kind && kind != UtteranceKind.Request)
            return new Utterance(kind, [], understanding.Read(null), [], [], [], false);
        IReadOnlyList<ItemReference> references = ReferenceReader.Read(text, understanding, canPoint, out string rest);
        var untold = new List<string>();
        rest = Untold().Replace(rest, match =>
        {
            untold.Add(match.Value.Trim());
            return " ";
        });
        UnderstoodQuery understood = onCatalogue(understanding.Read(rest.Trim()));
        (string[] others, string[] refused) = Unknown(understood);
        return new Utterance(UtteranceKind.Request, references, understood, others, refused, untold, Beside().IsMatch(rest));
    }

    static UtteranceKind Kind(string text)
    {
        if (UndoWords().IsMatch(text))
            return UtteranceKind.Undo;
        if (AgainWords().IsMatch(text))
            return UtteranceKind.StartAgain;
        if (ExplainWords().IsMatch(text))
            return UtteranceKind.Explain;
        return MoreWords().IsMatch(text) ? UtteranceKind.NextPage : UtteranceKind.Request;
    }

    // Words outside the findings that are neither small nor known to the lexicon.
    static (string[] Others, string[] Refused) Unknown(UnderstoodQuery understood)
    {
        List<string> others = [], refused = [];
        bool refuses = false;
        foreach (RequestWord word in RequestWords.Read(understood.Text, QueryUnderstanding.MaxLength))
        {
            if (understood.Findings.Any(finding => word.Start < finding.End && word.End > finding.Start))
            {
                refuses = false;
                continue;
            }

            if (word.Text is "no" or "without" or "not")
                refuses = true;
            else if (word.Text is "but" or "with")
                refuses = false;
            else if (!s_small.Contains(word.Text) && WordReader.HasWords(word.Text))
                (refuses ? refused : others).Add(word.Text);
        }

        return ([.. others.Distinct()], [.. refused.Distinct()]);
    }

    const string Dearer = @"(?:and\s+|but\s+|or\s+)?(?:a\s+(?:bit|lot|little)\s+|much\s+|even\s+)?"
        + @"(?:cheaper|cheapest|cheap|(?:more|less|not so|not too|too)\s+expensive|expensive|inexpensive|pricey|affordable|in\s+budget|on\s+sale|discounted"
        + @"|best[- ]?sellers?|best[- ]?selling|top[- ]rated|better rated|in\s+stock|available|(?:of\s+)?better\s+quality)";
    const string Price = @"(?:under|below|over|above|for|less than|up to|at most|around|about)\s+(?:[$€£₹]|rs\.?|inr|usd|eur)?\s?\d+(?:[.,]\d+)?\s*"
        + @"(?:dollars?|euros?|pounds?|rupees?|bucks|quid|[$€£₹]|rs|inr)?";
    const string AskedPrice = @"(?:how much|what (?:does|do|is)\b.*\b(?:cost|price)).*";
    const string OwnSize = @"(?:in\s+)?(?:my\s+)?sizes?\s+(?:xx?s|s|m|l|xx?l|\d{1,2})\b|(?:in\s+)?my\s+size";
    const string Shopping = @"(?:the\s+)?(?:price|prices|delivery|shipping|reviews?|ratings?|sizes?)";

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^\W*(?:please\s+)?(?:undo|back|go back|take (?:that|it) back|undo (?:that|it|the last one)"
        + @"|never ?mind|no,? go back|previous|step back)(?:\s+please)?\W*$", Options)]
    private static partial Regex UndoWords();

    [GeneratedRegex(@"^\W*(?:please\s+)?(?:let'?s\s+)?(?:start (?:again|over|anew|afresh|new)|begin again|reset|clear|new search"
        + @"|forget (?:everything|all|it all|all that|about it))(?:\s+please)?\W*$", Options)]
    private static partial Regex AgainWords();

    [GeneratedRegex(@"^\W*(?:so\s+)?(?:what (?:did|do|have) you (?:understand|understood|think|look(?:ing)? for|search(?:ed)? for)"
        + @"|what are you (?:looking|searching) for|what was understood|how did you understand|explain)\b.*$", Options)]
    private static partial Regex ExplainWords();

    [GeneratedRegex(@"^\W*(?:please\s+)?(?:can i see\s+|could i see\s+)?(?:show\s+(?:me\s+)?)?(?:(?:some|any|ten|a few)\s+)?"
        + @"(?:more|next|next (?:page|ten|ones)|more (?:of (?:them|these|those)|please|results|items|like (?:these|those|them))"
        + @"|others|other ones|what else|the next (?:ones|ten|page)|anything else|the rest)(?:\s+please)?\W*$", Options)]
    private static partial Regex MoreWords();

    [GeneratedRegex($@"\b(?:{Dearer}|{Price}|{AskedPrice}|{OwnSize}|{Shopping})(?=\W|$)", Options)]
    private static partial Regex Untold();

    [GeneratedRegex(@"^\W*(?:and\s+)?(?:also|or|either|as well as|plus)\b|\b(?:as well|too)\W*$", Options)]
    private static partial Regex Beside();
}
