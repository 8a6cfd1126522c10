using MlNetFashion.Text;
using MlNetFashion.Understanding;

namespace MlNetFashion.Querying;

/// <summary>Words that a query weighs by themselves: more "floral", less "black".</summary>
/// <remarks>Items are drawn towards the words' embedding, or pushed away from it, by <see cref="SearchOptions.TermWeight"/>; and where the words can be
/// read and an attribute tells, items that have it gain or lose, as by what is wanted (<see cref="UnderstandingWeights.Match"/>) or by what is not
/// wanted (<see cref="UnderstandingWeights.Unwanted"/>).</remarks>
/// <param name="Text">One word or more.</param>
/// <param name="Weight">More of it when above 0, less of it when below; 1 and −1 are usual, 2 counts twice as much.</param>
public sealed record QueryTerm(string Text, float Weight = 1)
{
    // Ten times the usual already decides everything.
    const float Most = 100;

    /// <summary>Itself where it is as it should be.</summary>
    /// <exception cref="ArgumentException">It has no word, or a weight that is 0 or not finite.</exception>
    public QueryTerm Checked()
    {
        if (!WordReader.HasWords(Text))
            throw new ArgumentException($"\"{Text}\" has no word that there could be more or less of.");
        if (!(MathF.Abs(Weight) is > 0 and <= Most))
            throw new ArgumentException($"The weight of \"{Text}\" is {Weight}; a weight is more than 0 and at most {Most}.");
        return this;
    }
}
