namespace MlNetFashion.Training.Engine;

/// <summary>The learning rate of a step.</summary>
static class LearningRateSchedule
{
    /// <summary>The learning rate over the steps: it rises in a line to <paramref name="highest"/>, then falls along half a cosine to 2 % of it.</summary>
    public static Func<int, double> WarmUpCosine(double highest, int warmUpSteps, int steps) => step => WarmUpCosine(highest, warmUpSteps, steps, step);

    /// <summary>Rises in a line to <paramref name="highest"/>, then falls along half a cosine to 2 % of it.</summary>
    public static double WarmUpCosine(double highest, int warmUpSteps, int steps, int step)
    {
        const double Lowest = 0.02;
        if (step < warmUpSteps)
            return highest * (step + 1) / warmUpSteps;
        double share = Math.Min(1, (double)(step - warmUpSteps) / Math.Max(1, steps - warmUpSteps));
        return highest * (Lowest + (1 - Lowest) * 0.5 * (1 + Math.Cos(Math.PI * share)));
    }
}
