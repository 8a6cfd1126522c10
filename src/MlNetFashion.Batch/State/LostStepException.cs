namespace MlNetFashion.Batch;

/// <summary>A worker brought the result of a step that is not its own any more: it was away for longer than its lease, and another took the step.</summary>
sealed class LostStepException(Step step)
    : Exception($"Step {step.Number} of {step.Run} was taken over after attempt {step.Attempt}: this worker was not heard of for longer than its "
        + "lease. Its result is dropped.");
