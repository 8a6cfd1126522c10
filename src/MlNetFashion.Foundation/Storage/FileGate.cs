namespace MlNetFashion.Storage;

/// <summary>Stands at the <see cref="FileDoor"/> in a test: throws to make a step fail, waits to delay it, or ends the process.</summary>
/// <param name="step">What is about to be done.</param>
/// <param name="path">To which file or folder.</param>
/// <param name="bytes">How many bytes are to be written; 0 where nothing is.</param>
/// <returns>How many of the bytes go through. Where they are fewer, the rest finds no space on the disk.</returns>
delegate int FileGate(FileStep step, string path, int bytes);
