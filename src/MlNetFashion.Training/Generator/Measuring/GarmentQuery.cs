using MlNetFashion.Querying;

namespace MlNetFashion.Training.Generator.Measuring;

/// <summary>A request whose picture can be judged.</summary>
/// <param name="Query">What is asked for.</param>
/// <param name="Kind">The kind of garment that the picture should show, a place in <see cref="Evaluation.GarmentKinds.Names"/>.</param>
/// <param name="Colour">The colour that it should have, a place in <see cref="Evaluation.NamedColours.Names"/>.</param>
/// <param name="Seed">Of its noise: a request that is made twice gets two pictures.</param>
sealed record GarmentQuery(FashionQuery Query, int Kind, int Colour, int Seed);
