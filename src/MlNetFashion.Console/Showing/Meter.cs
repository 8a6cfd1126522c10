using Spectre.Console;

namespace MlNetFashion.Tool;

/// <summary>Takes reports of how far long work is.</summary>
/// <param name="task">The bar on the screen, or null where nobody watches.</param>
/// <param name="title">What is being done.</param>
sealed class Meter(ProgressTask? task, string title)
{
    /// <summary>Whether there is a bar on the screen.</summary>
    public bool IsWatched => task is not null;

    /// <summary>So much is done.</summary>
    /// <param name="done">In the unit of the total.</param>
    /// <param name="detail">Shown behind the title.</param>
    public void Report(double done, string detail = "")
    {
        if (task is null)
            return;
        task.Value = done;
        task.Description = Markup.Escape(detail.Length > 0 ? $"{title}: {detail}" : title);
    }
}
