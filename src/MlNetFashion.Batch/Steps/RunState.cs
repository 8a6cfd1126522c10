namespace MlNetFashion.Batch;

/// <summary>What the database says of a run that is under way.</summary>
/// <param name="Plan">The folder of its plan.</param>
/// <param name="Models">The models that it is of.</param>
/// <param name="Items">Items of the plan.</param>
sealed record RunState(PlanFolder Plan, string Models, long Items)
{
    /// <summary>Reads it.</summary>
    public static RunState Of(JobFile job, JobStore store, string run)
    {
        using StoreTransaction transaction = store.Transaction();
        return transaction.Query("SELECT plan, models, items FROM fashion_runs WHERE id = @run",
            row => new RunState(new PlanFolder(Path.Combine(job.Work, row.GetString(0))), row.GetString(1), row.GetInt64(2)), ("@run", run)).Single();
    }
}
