namespace MlNetFashion.Catalogues;

/// <summary>A named colour of the sample catalogue.</summary>
/// <param name="Name">As captions spell it, lower case: "navy blue".</param>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
sealed record SampleColour(string Name, byte Red, byte Green, byte Blue);
