namespace MlNetFashion.Tool.Commands;

/// <summary>Which items of a catalogue are read.</summary>
enum SplitSide
{
    /// <summary>All.</summary>
    All,

    /// <summary>Those that models learn from.</summary>
    Train,

    /// <summary>Those that models never see.</summary>
    HeldOut,
}
