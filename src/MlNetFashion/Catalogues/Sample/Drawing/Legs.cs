namespace MlNetFashion.Catalogues;

/// <summary>Two legs and a waist: trousers, jeans, shorts, the lower half of a jumpsuit.</summary>
sealed record Legs
{
    public float WaistY { get; init; } = 14;
    public float Waist { get; init; } = 18;
    public float Hip { get; init; } = 24;
    public float HipY { get; init; } = 38;
    public float CrotchY { get; init; } = 50;
    public float HemY { get; init; } = 118;

    /// <summary>Outer and inner edge of a leg at the hem.</summary>
    public float Outer { get; init; } = 22;
    public float Inner { get; init; } = 8;

    public Legs Varied(SampleRandom random)
    {
        float wider = random.Between(0.95f, 1.06f), flare = random.Between(-2.5f, 3);
        return this with
        {
            Waist = Waist * wider,
            Hip = Hip * wider,
            HemY = HemY + random.Between(-2.5f, 2.5f),
            Outer = Outer + flare,
            Inner = Inner - flare * 0.3f,
        };
    }

    public void Draw(GarmentSketch sketch)
    {
        float kneeY = (CrotchY + HemY) / 2;
        sketch.Pair(new Outline(-0.5f, WaistY).Line(Waist, WaistY)
            .Curve(Hip, WaistY + 8, Hip, HipY)
            .Curve((Hip + Outer) / 2 + 0.5f, kneeY, Outer, HemY)
            .Curve((Outer + Inner) / 2, HemY + 2, Inner, HemY + 1)
            .Curve((Inner + 2) / 2 + 1, kneeY, 0.8f, CrotchY)
            .Line(-0.5f, CrotchY));
        sketch.FoldPair(2, CrotchY + 2, 13, CrotchY - 7);
        sketch.FoldPair(2.5f, CrotchY + 7, 12, CrotchY + 4);
    }

    public void Band(GarmentSketch sketch, float height, SkiaSharp.SKColor colour) =>
        sketch.Part(new Outline(0, WaistY - 1).Line(Waist + 0.5f, WaistY - 1).Line(Waist + 1, WaistY + height).Line(0, WaistY + height), colour);
}
