namespace MlNetFashion.Evaluation;

/// <summary>Which pixels of a picture on white show the garment.</summary>
/// <remarks>
/// <para>The ground is the white that is connected with the edge: white within a garment belongs to it.
/// What is left counts the more the nearer it is to its middle, where the garment is
/// that a picture is about and not what is worn with it, hair or a shadow. Pixels of the colour of skin do not
/// count, unless hardly any other would be left: a beige sweater has them, too.</para>
/// <para>Where nearly all is ground (a white garment without shades), all pixels of the middle count.</para>
/// </remarks>
static class GarmentPixels
{
    /// <summary>Side of the pictures that it weighs.</summary>
    public const int Side = 64;

    // JPEG and generators leave a white ground a little off.
    const float GroundLightness = 96, GroundChroma = 4;

    // A watch has a hundred pixels; less is dust.
    const int FewestPixels = 60;

    const float Spread = 12, SkinLeaves = 0.25f;

    /// <summary>How much each pixel counts, 0 for the ground.</summary>
    /// <param name="pixels">64 x 64 pixels, row after row.</param>
    public static float[] Weigh(ReadOnlySpan<LabColour> pixels)
    {
        bool[] ground = Ground(pixels);
        if (ground.Count(isGround => !isGround) < FewestPixels)
            Array.Fill(ground, true);
        bool isAllGround = Array.TrueForAll(ground, isGround => isGround);
        for (int i = 0; isAllGround && i < ground.Length; i++)
            ground[i] = Math.Abs(i / Side - Side / 2) >= 20 || Math.Abs(i % Side - Side / 2) >= 14;

        float[] weights = Middle(ground), withoutSkin = new float[weights.Length];
        for (int i = 0; i < weights.Length; i++)
            withoutSkin[i] = IsSkin(pixels[i]) ? 0 : weights[i];
        return withoutSkin.Sum() >= SkinLeaves * weights.Sum() ? withoutSkin : weights;
    }

    // Flooded from the edge.
    static bool[] Ground(ReadOnlySpan<LabColour> pixels)
    {
        bool[] ground = new bool[pixels.Length];
        var reached = new Stack<int>();
        for (int i = 0; i < Side; i++)
        {
            foreach (int edge in (ReadOnlySpan<int>)[i, (Side - 1) * Side + i, i * Side, i * Side + Side - 1])
                Reach(pixels, edge);
        }

        while (reached.TryPop(out int place))
        {
            (int y, int x) = Math.DivRem(place, Side);
            if (x > 0)
                Reach(pixels, place - 1);
            if (x < Side - 1)
                Reach(pixels, place + 1);
            if (y > 0)
                Reach(pixels, place - Side);
            if (y < Side - 1)
                Reach(pixels, place + Side);
        }

        return ground;

        void Reach(ReadOnlySpan<LabColour> pixels, int place)
        {
            if (ground[place] || pixels[place].L <= GroundLightness || pixels[place].Chroma >= GroundChroma)
                return;
            ground[place] = true;
            reached.Push(place);
        }
    }

    static float[] Middle(bool[] ground)
    {
        double count = 0, sumX = 0, sumY = 0;
        for (int i = 0; i < ground.Length; i++)
        {
            if (ground[i])
                continue;
            count++;
            sumX += i % Side;
            sumY += i / Side;
        }

        float[] weights = new float[ground.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            double dx = i % Side - sumX / count, dy = i / Side - sumY / count;
            weights[i] = ground[i] ? 0 : (float)Math.Exp(-(dx * dx + dy * dy) / (2 * Spread * Spread));
        }

        return weights;
    }

    static bool IsSkin(LabColour colour) => colour.L is > 35 and < 90 && colour.Chroma is > 12 and < 45 && colour.Hue is > 25 and < 75;
}
