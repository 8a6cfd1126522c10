namespace MlNetFashion.Batch;

/// <summary>A server sent elsewhere, where no photo is fetched from.</summary>
sealed class RefusedRedirectException(string reason) : Exception(reason);
