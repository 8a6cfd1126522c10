using SkiaSharp;

namespace MlNetFashion.Catalogues;

/// <summary>The upper body that tops and dresses share: sleeves, inside of the neck, body, edge of the neckline.</summary>
/// <remarks>Lengths are garment units: x from the middle, y from the top.</remarks>
sealed record Torso
{
    public float Neck { get; init; } = 9.5f;
    public float Top { get; init; } = 18;
    public float Shoulder { get; init; } = 28;
    public float Slope { get; init; } = 6;
    public float Chest { get; init; } = 24;
    public float Armpit { get; init; } = 45;
    public float Waist { get; init; } = 23.5f;
    public float WaistY { get; init; } = 74;
    public float Hem { get; init; } = 25;
    public float HemY { get; init; } = 106;

    /// <summary>Where long sleeves end.</summary>
    public float CuffY { get; init; } = 96;

    /// <summary>How far sleeves stand out; puffed ones more.</summary>
    public float Puff { get; init; }

    /// <summary>Width of long sleeves at the wrist.</summary>
    public float Cuff { get; init; } = 10;

    /// <summary>How deep the front of the neck is cut, below <see cref="Top"/>.</summary>
    public float NeckDepth { get; init; } = 9;

    public bool IsVNeck { get; init; }
    public string? Sleeve { get; init; }

    /// <summary>Makes wider and narrower, longer and shorter ones.</summary>
    public Torso Varied(SampleRandom random)
    {
        float wider = random.Between(0.94f, 1.06f), longer = random.Between(-3, 3);
        return this with
        {
            Neck = Neck * random.Between(0.92f, 1.1f),
            Shoulder = Shoulder * random.Between(0.97f, 1.04f),
            Chest = Chest * wider,
            Waist = Waist * wider * random.Between(0.96f, 1.03f),
            Hem = Hem * wider * random.Between(0.97f, 1.05f),
            HemY = HemY + longer,
            CuffY = CuffY + random.Between(-3, 3),
            NeckDepth = NeckDepth * random.Between(0.9f, 1.15f),
        };
    }

    /// <summary>The usual necks: round and V.</summary>
    public Torso WithNeckline(string? neckline) => neckline switch
    {
        "v-neck" => this with { IsVNeck = true, NeckDepth = 23 },
        "collar" => this with { NeckDepth = 8 },
        "high neck" => this with { NeckDepth = 5, Neck = Neck * 0.9f },
        _ => this,
    };

    bool IsSleeveless => Sleeve == "sleeveless";
    float ShoulderX => IsSleeveless ? Neck + 9 : Shoulder;
    float ShoulderY => Top + (IsSleeveless ? 3 : Slope);

    public void Draw(GarmentSketch sketch)
    {
        if (Sleeve == "short")
            ShortSleeves(sketch);
        else if (Sleeve == "long")
            LongSleeves(sketch);
        Inside(sketch);
        sketch.Panel(Body());
        if (!IsSleeveless && Sleeve is not null)
            sketch.FoldPair(Chest - 1, Armpit + 3, Chest - 11, Armpit + 13);
        sketch.Fold(-Waist + 4, WaistY + 4, -3, WaistY - 5);
        sketch.Fold(Waist - 3, WaistY - 6, 5, WaistY + 6);
    }

    Outline Body()
    {
        Outline body = NeckEdge().Line(ShoulderX, ShoulderY);
        if (IsSleeveless)
            body.Curve(Chest - 7, Armpit - 6, Chest, Armpit);
        else
            body.Curve(Chest + 1, ShoulderY + 12, Chest, Armpit);
        return body.Curve(Waist - 0.5f, (Armpit + WaistY) / 2, Waist, WaistY)
            .Curve((Waist + Hem) / 2 + 0.5f, (WaistY + HemY) / 2, Hem, HemY)
            .Curve(Hem / 2, HemY + 3, 0, HemY + 3);
    }

    /// <summary>The right half of the front edge of the neck, from the middle to the shoulder.</summary>
    public Outline NeckEdge()
    {
        float y = Top + NeckDepth;
        return IsVNeck ? new Outline(0, y).Line(Neck, Top) : new Outline(0, y).Curve(Neck * 0.95f, y, Neck, Top);
    }

    void Inside(GarmentSketch sketch)
    {
        SKColor inside = Dye.Darker(sketch.Main, 0.35f);
        Outline back = new Outline(0, Top + 2.5f).Curve(Neck * 0.8f, Top + 2, Neck, Top - 0.5f).Line(Neck + 1.5f, Top + 4).Line(0, Top + NeckDepth + 3);
        sketch.Part(back, inside);
    }

    /// <summary>A band along the front of the neck.</summary>
    public void NeckBand(GarmentSketch sketch, float width, SKColor colour)
    {
        sketch.StrokeMirrored(NeckEdge(), width, Dye.Edge(colour));
        sketch.StrokeMirrored(NeckEdge(), width - 1.2f, colour);
    }

    void ShortSleeves(GarmentSketch sketch)
    {
        float x = Shoulder, y = Top + Slope, reach = 13 + Puff;
        sketch.Pair(
            new Outline(x - 4, y - 2)
                .Curve(x + 7 + Puff * 1.2f, y + 2 - Puff * 0.6f, x + reach, Armpit + 3)
                .Line(x + 3 + Puff * 0.4f, Armpit + 9)
                .Line(Chest - 3, Armpit + 1),
            -28);
        sketch.SeamPair(new Outline(x + reach - 1, Armpit + 0.5f).Line(x + 2 + Puff * 0.4f, Armpit + 6));
    }

    void LongSleeves(GarmentSketch sketch)
    {
        float x = Shoulder, y = Top + Slope, wrist = x + 15, elbowY = (y + CuffY) / 2;
        sketch.Pair(
            new Outline(x - 4, y - 2)
                .Curve(x + 8 + Puff, y + 1, x + 12 + Puff, elbowY)
                .Line(wrist, CuffY)
                .Line(wrist - Cuff, CuffY + 2.5f)
                .Curve(x + 1.5f, elbowY + 6, Chest - 3, Armpit + 1),
            -9);
        sketch.FoldPair(x + 2, elbowY - 2, x + 11, elbowY + 2);
        sketch.FoldPair(x + 3, elbowY + 9, x + 11, elbowY + 7, 1.6f);
    }

    /// <summary>Cuffs at the ends of long sleeves.</summary>
    public void Cuffs(GarmentSketch sketch, float height, SKColor colour)
    {
        if (Sleeve != "long")
            return;
        float wrist = Shoulder + 15.4f;
        sketch.PartPair(
            new Outline(wrist - 0.3f, CuffY - height).Line(wrist + 0.3f, CuffY + 1).Line(wrist - Cuff - 0.6f, CuffY + 3.5f)
                .Line(wrist - Cuff - 0.7f, CuffY + 2.5f - height),
            colour);
    }

    /// <summary>A collar of two flaps on a stand.</summary>
    public void Collar(GarmentSketch sketch, SKColor colour)
    {
        sketch.Part(new Outline(0, Top - 3.5f).Curve(Neck * 0.7f, Top - 3.5f, Neck - 0.5f, Top - 2.5f).Line(Neck - 1, Top + 2)
            .Curve(Neck * 0.5f, Top + 4, 0, Top + 4), Dye.Darker(colour, 0.18f));
        sketch.PartPair(
            new Outline(0.3f, Top + NeckDepth).Curve(Neck - 3, Top + 5, Neck - 1.5f, Top - 3)
                .Curve(Neck + 3, Top - 1, Neck + 4.5f, Top + 3)
                .Line(Neck * 0.85f, Top + NeckDepth + 7),
            colour);
    }

    /// <summary>A ribbed band around the hem.</summary>
    public void HemBand(GarmentSketch sketch, float height, SKColor colour)
    {
        sketch.Part(new Outline(0, HemY - height + 3.5f).Curve(Hem / 2, HemY - height + 3, Hem, HemY - height).Line(Hem - 1, HemY + 1)
            .Curve(Hem / 2, HemY + 4, 0, HemY + 4), colour);
        for (float x = 2; x < Hem - 1; x += 3.2f)
            sketch.SeamPair(new Outline(x, HemY - height + 4.5f - x / Hem * 2.5f).Line(x, HemY + 3 - x / Hem * 2), 0.7f);
    }

    /// <summary>A tube that stands around the neck.</summary>
    public void HighNeck(GarmentSketch sketch, float height, SKColor colour)
    {
        sketch.Part(new Outline(0, Top - height).Curve(Neck * 0.7f, Top - height, Neck - 0.5f, Top - height - 1).Line(Neck + 0.8f, Top + 2)
            .Curve(Neck * 0.6f, Top + NeckDepth + 2, 0, Top + NeckDepth + 2), colour);
        sketch.Seam(new Outline(0, Top - height + 2).Curve(Neck * 0.7f, Top - height + 2, Neck - 0.5f, Top - height + 1));
    }
}
