namespace MlNetFashion.Images;

/// <summary>Weights along one axis: target pixel i is the sum of Weights[Offsets[i] .. Offsets[i+1]] times the source pixels from Starts[i].</summary>
/// <remarks>Downwards each target pixel averages the area it covers; upwards it interpolates between the two nearest.</remarks>
sealed record ResampleAxis(int[] Starts, int[] Offsets, float[] Weights)
{
    // Made anew for each picture: a few hundred additions, where the picture itself takes tens of thousands.
    public static ResampleAxis Make(int source, int target)
    {
        int[] starts = new int[target], offsets = new int[target + 1];
        var weights = new List<float>(Math.Max(source, target) + 2 * target);
        double scale = (double)source / target;
        for (int i = 0; i < target; i++)
        {
            double from, to;
            if (scale >= 1)
            {
                (from, to) = (i * scale, (i + 1) * scale);
            }
            else
            {
                // A window one source pixel wide around the centre gives the two bilinear weights.
                double centre = (i + 0.5) * scale;
                (from, to) = (Math.Max(0, centre - 0.5), Math.Min(source, centre + 0.5));
            }

            int first = Math.Min(source - 1, (int)from), last = Math.Min(source - 1, (int)Math.Ceiling(to - 1e-9) - 1);
            starts[i] = first;
            for (int tap = first; tap <= last; tap++)
                weights.Add((float)((Math.Min(to, tap + 1) - Math.Max(from, tap)) / (to - from)));
            offsets[i + 1] = weights.Count;
        }

        return new ResampleAxis(starts, offsets, [.. weights]);
    }
}
