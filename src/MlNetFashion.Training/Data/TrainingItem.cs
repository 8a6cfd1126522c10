namespace MlNetFashion.Training.Data;

/// <summary>A picture to learn from and what is known of it.</summary>
/// <param name="Id">As in its catalogue.</param>
/// <param name="Domain">Where it comes from.</param>
/// <param name="Title">May be empty.</param>
/// <param name="Facts">A value number for each <see cref="Fact"/>, −1 where nothing is known.</param>
/// <param name="Group">Items of one group have the same picture (duplicates) or were drawn as variants of one garment.</param>
/// <param name="Pixels">Size × size RGB bytes, where the size is its set's (<see cref="TrainingSet.ImageSize"/>).</param>
sealed record TrainingItem(string Id, TrainingDomain Domain, string Title, int[] Facts, string Group, byte[] Pixels)
{
    /// <summary>The value number of one fact, or −1.</summary>
    public int this[Fact fact] => Facts[(int)fact];

    /// <summary>Whether every fact that <paramref name="wanted"/> names (not −1) is the same here.</summary>
    public bool Matches(ReadOnlySpan<int> wanted)
    {
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] >= 0 && wanted[i] != Facts[i])
                return false;
        }

        return true;
    }
}
