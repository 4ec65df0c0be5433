package dev.winnow.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

interface TokenRows extends Repository<ApiToken, Long> {
    @Query("select t from ApiToken t join fetch t.owner where t.secretHash = :hash")
    Optional<ApiToken> findByHash(String hash);

    @Query("select t from ApiToken t where t.owner.id = :owner order by t.id")
    List<ApiToken> findByOwner(long owner);

    @Query("select t from ApiToken t where t.id = :id and t.owner.id = :owner")
    Optional<ApiToken> findByIdAndOwner(long id, long owner);

    ApiToken save(ApiToken token);

    /** Does nothing where another request noted a use after {@code unlessAfter}. */
    @Transactional
    @Modifying
    @Query("""
            update ApiToken t set t.lastUsedAt = :now
             where t.id = :id and (t.lastUsedAt is null or t.lastUsedAt <= :unlessAfter)""")
    void used(long id, Instant now, Instant unlessAfter);
}
