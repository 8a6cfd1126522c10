using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Tells by names, sizes and times whether any file of a source changed since it was last read, as <c>make</c> and <c>rsync</c> do.</summary>
static class SourceStamp
{
    /// <summary>The stamp of a job's sources, its columns and the models. Two that are equal are of the same catalogue.</summary>
    /// <returns>The stamp; none where a file was written just now and may be written again without another time.</returns>
    public static string? Of(JobFile job, string models)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        bool isSettled = true;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{models} {string.Join(' ', job.Columns)} {job.Csv}");
        foreach (string path in job.Csv is null ? job.Source : job.Source.Append(job.Csv))
        {
            Add(path);
            if (!Directory.Exists(path))
            {
                AddFile(new FileInfo(path));
                continue;
            }

            // Tables beside a folder are read, too.
            foreach (FileInfo file in new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName,
                StringComparer.Ordinal))
                AddFile(file);
        }

        if (job.Csv is null)
        {
            foreach (string table in job.Source.SelectMany(CsvFiles.Beside).Order(StringComparer.Ordinal))
                AddFile(new FileInfo(table));
        }

        return isSettled ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\n"));

        void AddFile(FileInfo file)
        {
            try
            {
                FileStamp stamp = FileStamp.Of(file);
                isSettled &= stamp.IsSettledAt(now);
                Add($"{file.FullName} {stamp.Bytes} {stamp.Ticks}");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Add($"{file.FullName} is not there");
            }
        }
    }
}
