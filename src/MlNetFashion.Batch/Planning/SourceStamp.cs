using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MlNetFashion.Catalogues;

namespace MlNetFashion.Batch;

/// <summary>Tells by names, sizes and times whether any file of a source changed since it was last read, as <c>make</c> and <c>rsync</c> do.</summary>
/// <param name="All">Of all files. Two that are equal are of the same catalogue. Null where a file was written just now and may be written again without
/// another time.</param>
/// <param name="AllButPhotos">The same, but of files in folders that are photos by their names, the names alone. Where two are equal, the same items belong to
/// the same names, and only what the photos show may have changed. Null where another file than a photo was written just now.</param>
readonly record struct SourceStamp(string? All, string? AllButPhotos)
{
    /// <summary>The stamp of a job's sources, its columns and the models.</summary>
    /// <param name="job">The job.</param>
    /// <param name="models">The models' fingerprint.</param>
    /// <param name="listings">Looks through the folders.</param>
    /// <exception cref="IOException">A folder cannot be looked into: what lies there would be taken out of the index.</exception>
    public static SourceStamp Of(JobFile job, string models, FolderListings listings)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        bool isSettled = true, areOthersSettled = true;
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var allButPhotos = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{models} {string.Join(' ', job.Columns)} {job.Csv}");
        foreach (string path in job.Csv is null ? job.Source : job.Source.Append(job.Csv))
        {
            Add(path);
            if (!Directory.Exists(path))
            {
                AddFile(new FileInfo(path));
                continue;
            }

            FolderListing listing = listings.Of(path);
            if (listing.Faults is [RejectedEntry fault, ..])
                throw new IOException($"{Path.Combine(fault.Source, fault.Name)}: {fault.Reason} The index before stays. See that the job may read all of its source.");
            foreach (ListedFile file in listing.Files)
                AddStamp(file.OnDisk, file.Stamp, SourceNames.IsPicture(file.Name));
        }

        // Tables beside a folder are read, too.
        if (job.Csv is null)
        {
            foreach (string table in job.Source.SelectMany(CsvFiles.Beside).Order(StringComparer.Ordinal))
                AddFile(new FileInfo(table));
        }

        return new SourceStamp(isSettled ? Convert.ToHexStringLower(all.GetHashAndReset()) : null,
            areOthersSettled ? Convert.ToHexStringLower(allButPhotos.GetHashAndReset()) : null);

        void Add(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes($"{text}\n");
            all.AppendData(bytes);
            allButPhotos.AppendData(bytes);
        }

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

            AddStamp(file.FullName, stamp, isPhoto: false);
        }

        void AddStamp(string name, FileStamp? stamp, bool isPhoto)
        {
            bool isStill = stamp is not { } known || known.IsSettledAt(now);
            isSettled &= isStill;
            areOthersSettled &= isStill || isPhoto;
            ReadOnlySpan<byte> letters = MemoryMarshal.AsBytes(name.AsSpan());
            ReadOnlySpan<long> numbers = [name.Length, stamp?.Bytes ?? -1, stamp?.Ticks ?? -1];
            all.AppendData(letters);
            all.AppendData(MemoryMarshal.AsBytes(numbers));
            allButPhotos.AppendData(letters);
            allButPhotos.AppendData(MemoryMarshal.AsBytes(isPhoto ? numbers[..1] : numbers));
        }
    }
}
