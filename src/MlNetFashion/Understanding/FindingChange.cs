namespace MlNetFashion.Understanding;

/// <summary>What a request wants with a value.</summary>
public enum FindingChange
{
    /// <summary>It is named: "red".</summary>
    Want,

    /// <summary>It takes the place of something else: "red instead of black", "make it red".</summary>
    Replace,

    /// <summary>More of it than the picture shows: "darker", "more floral".</summary>
    More,

    /// <summary>Less of it: "less formal", "not as long".</summary>
    Less,

    /// <summary>None of it: "not black", "no stripes", "anything but red".</summary>
    Without,

    /// <summary>As it is: "same red", "keep the long sleeves".</summary>
    Keep,
}
