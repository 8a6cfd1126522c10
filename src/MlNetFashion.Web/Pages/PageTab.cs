namespace MlNetFashion.Web;

/// <summary>The tabs of the page.</summary>
public enum PageTab
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>Say it, show it, and what should be different.</summary>
    Chat,

    /// <summary>Drawn pictures.</summary>
    Draw,

    /// <summary>The catalogue.</summary>
    Browse,

    /// <summary>The models and what they reach.</summary>
    HowGood,
}
