namespace MlNetFashion.Fuzzing;

/// <summary>Every loader of the product.</summary>
static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
        [.. PictureTargets.All(), .. SourceTargets.All(), .. QueryTargets.All(), .. IndexTargets.All(), .. ModelTargets.All(), .. RunTargets.All(),
            .. TextTargets.All()];
}
