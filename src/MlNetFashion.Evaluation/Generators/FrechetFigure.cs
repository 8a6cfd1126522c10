namespace MlNetFashion.Evaluation;

/// <summary>One Fréchet distance with the numbers it depends on: few pictures make it larger.</summary>
/// <param name="Distance">0 or more, smaller is nearer, in squared units of the features.</param>
/// <param name="Pictures">How many were measured.</param>
/// <param name="References">How many real pictures they were compared with.</param>
sealed record FrechetFigure(double Distance, int Pictures, int References);
