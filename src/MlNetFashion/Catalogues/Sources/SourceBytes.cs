namespace MlNetFashion.Catalogues;

/// <summary>Reads one file of a source, or says why not. What a header claims about the length is not believed before the bytes are there.</summary>
static class SourceBytes
{
    const int FirstBuffer = 1 << 20;

    /// <param name="data">Positioned at the file's first byte.</param>
    /// <param name="declared">The length that the folder or archive states, in bytes.</param>
    /// <param name="source">The folder or archive.</param>
    /// <param name="name">The file.</param>
    /// <param name="rejects">Takes the file when it is empty, too large or cut off.</param>
    public static SourceFile? Read(Stream data, long declared, string source, string name, RejectLog rejects)
    {
        if (declared > SourceFiles.MaxFileBytes)
            return Reject($"The file has {declared:N0} bytes, more than the {SourceFiles.MaxFileBytes:N0} allowed.");
        if (declared <= 0)
            return Reject("The file is empty.");

        byte[] buffer = new byte[Math.Min(declared, FirstBuffer)];
        int read = 0;
        while (read < declared)
        {
            if (read == buffer.Length)
                Array.Resize(ref buffer, (int)Math.Min(declared, 2L * buffer.Length));
            int got = data.Read(buffer, read, buffer.Length - read);
            if (got == 0)
                return Reject($"The file is cut off: {read:N0} of {declared:N0} bytes are there.");
            read += got;
        }

        return new SourceFile(source, name, buffer);

        SourceFile? Reject(string reason)
        {
            rejects.Add(new RejectedEntry(source, name, reason));
            return null;
        }
    }
}
