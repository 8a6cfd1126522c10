using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Tells by names, sizes and times whether any file of a source changed since it was last read, as <c>make</c> and <c>rsync</c> do.</summary>
static class SourceStamp
{
    /// <summary>The stamp of a job's sources, its columns and the models. Two that are equal are of the same catalogue.</summary>
    /// <param name="job">The job.</param>
    /// <param name="models">The models' fingerprint.</param>
    /// <param name="listings">Looks through the folders.</param>
    /// <returns>The stamp; none where a file was written just now and may be written again without another time.</returns>
    public static string? Of(JobFile job, string models, FolderListings listings)
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

            foreach (ListedFile file in listings.Of(path).Files)
                AddStamp(file.OnDisk, file.Stamp);
        }

        // Tables beside a folder are read, too.
        if (job.Csv is null)
        {
            foreach (string table in job.Source.SelectMany(CsvFiles.Beside).Order(StringComparer.Ordinal))
                AddFile(new FileInfo(table));
        }

        return isSettled ? Convert.ToHexStringLower(hash.GetHashAndReset()) : null;

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\n"));

        void AddFile(FileInfo file)
        {
            FileStamp? stamp = null;
            try
            {
                stamp = FileStamp.Of(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A file that is not there has no stamp.
            }

            AddStamp(file.FullName, stamp);
        }

        void AddStamp(string name, FileStamp? stamp)
        {
            isSettled &= stamp is not { } known || known.IsSettledAt(now);
            hash.AppendData(MemoryMarshal.AsBytes(name.AsSpan()));
            hash.AppendData(MemoryMarshal.AsBytes<long>([name.Length, stamp?.Bytes ?? -1, stamp?.Ticks ?? -1]));
        }
    }
}
